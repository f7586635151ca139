import type { Checking } from './environment.ts'
import { bodyOf, jincheng, must, newPerson, type Step, stay } from './step.ts'

interface Settled {
  readonly id: string
  readonly payers: Readonly<Record<string, string>>
}

const settle = ({ ask }: Checking, claim: object) => ask('POST', '/v1/settlements', claim)

/** 晋市政办〔2022〕40号 第十一条: of what is left in scope, 70% for somebody on dibao, and 60000 in a year at the most. */
const yearlyLimit = '60000.00'

export const settling: readonly Step[] = [
  {
    en: 'settled, and sent again the same answer',
    zh: '结算与重发',
    run: async (checking) => {
      const person = await newPerson(checking, 101)
      const claim = stay(person, 'CHECK-1', { inScope: 10_000, basic: 6_500 })
      const first = bodyOf<Settled>(await settle(checking, claim), 201)
      must(first.payers.assistance === '2450.00', `3500 at 70% is 2450.00, not ${first.payers.assistance}`)
      const again = await settle(checking, claim)
      must(bodyOf<Settled>(again, 200).id === first.id, 'the number sent again is another settlement')
      must(again.headers['idempotent-replayed'] === 'true', 'the second answer does not say that it is a replay')
      const other = await settle(checking, { ...claim, diseaseCode: 'Z99.900' })
      must(other.body.includes('settlement-no-reused'), `the number is taken for another claim: ${other.body}`)
      return 'assistance 2450.00 of 3500.00'
    },
  },
  {
    en: 'reversed, and what came later recalculated',
    zh: '冲正并重算',
    run: async (checking) => {
      const person = await newPerson(checking, 102)
      const [first, later] = ['CHECK-2', 'CHECK-3'].map((no, at) =>
        stay(person, no, { inScope: 90_000, basic: 10_000, day: 10 + at }),
      )
      bodyOf(await settle(checking, first ?? {}), 201)
      const cut = bodyOf<Settled>(await settle(checking, later ?? {}), 201)
      const said = { reversalNo: 'CHECK-R2', reason: '验收', resettleLater: true }
      const reversal = { hospitalCode: jincheng.hospitalCode, settlementNo: 'CHECK-2', ...said }
      const answer = await checking.ask('POST', '/v1/reversals', reversal)
      const { adjustments } = bodyOf<{ adjustments: unknown[] }>(answer, 201)
      must(adjustments.length === 1, `one later settlement was to be recalculated, not ${adjustments.length}`)
      const now = bodyOf<Settled>(await checking.ask('GET', `/v1/settlements/${cut.id}`), 200)
      const { assistance } = now.payers
      must(assistance !== cut.payers.assistance, `${assistance} was given before the limit was free again, too`)
      return `assistance of the later one ${cut.payers.assistance}, then ${assistance}`
    },
  },
  {
    en: 'a number used twice at once, for two people',
    zh: '同一单据号同时用于两人',
    run: async (checking) => {
      const people = [await newPerson(checking, 103), await newPerson(checking, 104)]
      const claims = people.map((person) => stay(person, 'CHECK-4', { inScope: 5_000, basic: 3_000 }))
      const answers = await Promise.all(claims.map((claim) => settle(checking, claim)))
      const [taken, refused] = answers.toSorted((a, b) => a.status - b.status)
      must(taken?.status === 201, `one was to be settled: ${answers.map(({ status }) => status).join(', ')}`)
      must(refused?.body.includes('settlement-no-reused') ?? false, `the other was not refused: ${refused?.body}`)
      return 'settled for one, refused for the other'
    },
  },
  {
    en: '64 at once on one yearly limit',
    zh: '64 笔同时占用一个年度限额',
    run: async (checking) => {
      const person = await newPerson(checking, 105)
      const claims = Array.from({ length: 64 }, (_, at) =>
        stay(person, `CHECK-L${at}`, { inScope: 20_000 + at, basic: 5_000, day: 1 + (at % 28) }),
      )
      const settled = (await Promise.all(claims.map((claim) => settle(checking, claim)))).map((answer) =>
        bodyOf<Settled>(answer, 201),
      )
      const fen = settled.reduce((sum, { payers }) => sum + Math.round(Number(payers.assistance) * 100), 0)
      must((fen / 100).toFixed(2) === yearlyLimit, `${(fen / 100).toFixed(2)} of ${yearlyLimit} was given`)
      return `64 settled, ${yearlyLimit} given and never more`
    },
  },
]
