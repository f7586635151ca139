import type { Bilingual } from '../../../domain/language.ts'
import { agesName } from '../../../domain/names/ages.ts'
import { declaredName } from '../../../domain/names/declared.ts'
import { insuranceNames, insurances } from '../../../domain/names/insurances.ts'
import type { RowKind, RowOf } from '../../../domain/policies/pack.ts'
import { fieldWordsOf } from '../../../domain/policies/words/fields.ts'
import { payerSentences } from './payers.ts'
import { registerSentences } from './registers.ts'
import { filled, joinSaid, say } from './words.ts'
import { yearAidSentences } from './year-aid.ts'

const sentences: { readonly [K in RowKind]: (row: RowOf<K>) => Bilingual } = {
  ...payerSentences,
  ...yearAidSentences,
  ...registerSentences,
}

/**
 * A row as a sentence. A field that its sentence did not ask for is put behind it as it stands, so that nothing of the law is
 * left out of what a reader is shown; so are the row's own days. Groups are called by what the region's pack calls them.
 */
export function sentenceOf<K extends RowKind>(kind: K, row: RowOf<K>, region: string | null = null): Bilingual {
  const asked = new Set<string>(['from', 'to'])
  const watched = new Proxy(row, {
    get: (target, name) => {
      if (typeof name === 'string') asked.add(name)
      return Reflect.get(target, name)
    },
  })
  const said = sentences[kind](watched)
  const rest = Object.entries(row).filter(([name, value]) => value !== undefined && !asked.has(name))
  const { from, to } = row as { from?: string; to?: string }
  const more = [
    ...rest.map(([name, value]) => ofPeopleSaid(name, value, region) ?? asItStands(kind, name, value)),
    ...(from || to ? [daysOf(from, to)] : []),
  ]
  return say([said.zh, ...more.map(({ zh }) => zh)].join(''), [said.en, ...more.map(({ en }) => en)].join(' '))
}

/** For whom a row is, where its sentence does not say so itself; null for another field. */
function ofPeopleSaid(name: string, value: unknown, region: string | null): Bilingual | null {
  if (name === 'ages' && typeof value === 'object' && value !== null)
    return filled('（{a}）', '({a})', { a: agesName({ from: textAt(value, 'from'), to: textAt(value, 'to') }) })
  if ((name !== 'groups' && name !== 'insurance') || !Array.isArray(value)) return null
  const names = value.map(String).map((code) => {
    const insurance = insurances.find((one) => one === code)
    return declaredName('group', code, region) ?? (insurance ? insuranceNames[insurance] : say(code, code))
  })
  return filled('（限{n}）', '({n} alone)', { n: joinSaid(names, say('、', ', ')) })
}

function textAt(value: object, name: string): string | undefined {
  const found: unknown = Reflect.get(value, name)
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined
}

function asItStands(kind: RowKind, name: string, value: unknown): Bilingual {
  const words = fieldWordsOf([kind, name]) ?? say(name, name)
  const text = typeof value === 'string' ? value : JSON.stringify(value).replaceAll('"', '')
  return say(`${name}：${text}（${words.zh}）。`, `${name}: ${text} (${words.en}).`)
}

function daysOf(from: string | undefined, to: string | undefined): Bilingual {
  if (from && to) return say(`（${from}至${to}）`, `(${from} to ${to})`)
  return from ? say(`（自${from}起）`, `(from ${from})`) : say(`（至${to}止）`, `(until ${to})`)
}
