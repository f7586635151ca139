import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cautionWords } from '../../src/policies/checks/caution-words.ts'
import { faultWords } from '../../src/policies/checks/fault-words.ts'
import { faultLine } from '../../src/policies/checks/faults.ts'
import { badLanguage } from './bad-language.ts'
import { badLaw } from './bad-law.ts'
import { badPeople } from './bad-people.ts'
import { badStanding } from './bad-standing.ts'
import { badWriting } from './bad-writing.ts'
import { faultsIn, markedIn, pack } from './packs.ts'
import { soundPacks } from './sound-packs.ts'

const refused = [...badWriting, ...badStanding, ...badLaw, ...badLanguage, ...badPeople]

describe('a pack is refused with its file, line and the words of the fault', () => {
  test.each(refused)('$code: $why', ({ code, says, texts }) => {
    const faults = faultsIn(...texts)
    expect(faults.map((fault) => [fault.code, `${fault.file}:${fault.line}`])).toEqual([[code, ...markedIn(...texts)]])
    expect(faultLine(faults[0] as (typeof faults)[0])).toContain(says)
  })

  test('in Chinese too, with nothing left to fill in', () => {
    for (const { texts } of refused) {
      for (const fault of faultsIn(...texts)) {
        expect(fault.message.zh).toMatch(/\p{Script=Han}/u)
        expect(faultLine(fault, 'zh') + faultLine(fault, 'en')).not.toMatch(/\{[\w-]+\}|undefined|\[object/)
      }
    }
  })

  test('text that is not UTF-8, as an old editor saves it', () => {
    const gbk = new Uint8Array([0x6e, 0x61, 0x6d, 0x65, 0x3a, 0x20, 0xbd, 0xfa, 0xb3, 0xc7])
    expect(faultsIn(gbk).map((fault) => fault.code)).toEqual(['not-utf8'])
  })

  test.each(['', '\n', '# nothing yet\n'])('a file with nothing in it: %j', (text) => {
    expect(faultsIn(text).map((fault) => fault.code)).toEqual(['no-content'])
  })

  test('aliases that multiply each other', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]`
    expect(faultsIn(bomb).map((fault) => fault.code)).toEqual(['not-yaml'])
  })

  test('a fault that no pack here was refused for is one that nobody has seen', () => {
    const slips = readFileSync(new URL('mistakes.yaml', import.meta.url), 'utf8').matchAll(/^ {2}code: ([\w-]+)$/gm)
    const seen = new Set<string>([...refused.map(({ code }) => code), ...[...slips].map(([, code = '']) => code)])
    for (const code of [
      'not-utf8',
      'unreadable',
      'not-yaml',
      'no-content',
      'example-differs',
      'example-refused',
      'example-by-hand',
      ...Object.keys(cautionWords),
    ])
      seen.add(code)
    expect(Object.keys(faultWords).filter((code) => !seen.has(code))).toEqual([])
  })
})

describe('a sound pack is not refused', () => {
  test.each(soundPacks)('$why', ({ texts }) => {
    expect(faultsIn(...texts).map((fault) => faultLine(fault))).toEqual([])
  })
})

test('two regions that inherit each other are told so, and the check ends', () => {
  const one = pack('', { region: '990100', inherits: '990200' })
  const two = pack('', { region: '990200', inherits: '990100' })
  const body = '  - { clause: A1, cite: 第一条, says: { zh: 规定, en: a rule }, status: text }'
  const faults = faultsIn(one + body, two + body)
  expect(faults.map((fault) => fault.code)).toEqual(['inherits-circle', 'inherits-circle'])
})
