import type { Bilingual } from '../../domain/language.ts'
import { careNames } from '../../domain/names/care.ts'
import { type Payer, payerNames, payers } from '../../domain/names/payers.ts'
import type { Example, ExampleVisit } from '../../domain/policies/example-rows.ts'
import type { PackFile } from '../../domain/policies/pack.ts'
import { filled, joinSaid, moneySaid, peopleSaid, say } from './sentences/words.ts'

/** An example of a pack as it is shown with the law. */
export interface ReportedExample {
  readonly why: Bilingual
  readonly published: boolean
  readonly source: Bilingual | null
  readonly who: Bilingual
  readonly visits: readonly Bilingual[]
}

export function reportedExamples({ examples = [] }: PackFile): ReportedExample[] {
  return examples.map((example) => ({
    why: example.why,
    published: example.published === 'true',
    source: example.source ?? null,
    who: whoOf(example),
    visits: example.visits.map(visitSaid),
  }))
}

function whoOf({ person }: Example): Bilingual {
  const identities = [...(person?.identities ?? []), ...(person?.held ?? []).map(({ identity }) => identity)]
  return identities.length > 0 ? peopleSaid(identities) : say('没有救助身份的人', 'somebody without an identity')
}

function visitSaid(visit: ExampleVisit): Bilingual {
  const { on, care, inScope, payers: pays } = visit
  const given = joinSaid(
    payers.flatMap((payer: Payer) => {
      const amount = pays[payer]
      return amount === undefined
        ? []
        : [filled('{who}{a}', '{who} {a}', { who: payerNames[payer], a: moneySaid(amount) })]
    }),
    say('、', ', '),
  )
  const before = joinSaid(
    [
      visit.basic === undefined
        ? null
        : filled('，基本医保已付{a}', ', basic insurance paid {a}', { a: moneySaid(visit.basic) }),
      visit.criticalIllness === undefined
        ? null
        : filled('，大病保险已付{a}', ', critical-illness insurance {a}', { a: moneySaid(visit.criticalIllness) }),
    ],
    say('', ''),
  )
  return filled(
    '{on}，{care}，政策范围内费用{cost}{before}：{given}。',
    '{on}, {care}, in-scope cost {cost}{before}: {given}.',
    {
      on: say(on, on),
      care: careNames[care],
      cost: moneySaid(inScope),
      ...{ before, given },
    },
  )
}
