import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { draftDocuments } from '../../../src/application/what-if/draft.ts'
import { planOf } from '../../../src/application/what-if/plan.ts'
import { Refusal } from '../../../src/domain/refusals/refusal.ts'
import { shipped } from '../../support/claims/packs.ts'

const base = shipped.pack('140500').files
const path = new URL('../../../src/policies/140500/jin-shi-zheng-ban-2022-40.yaml', import.meta.url)
const shippedText = await readFile(path, 'utf8')
const asked = { seed: 1, more: [], identities: [], sensitivity: false, contributions: true, curve: null }

const edit = (change: Partial<{ clause: string; path: string; value: unknown }>) => ({
  ...{ clause: '140500/J4', path: '/limits/1/amount', value: '50000' },
  ...change,
})

function refusedWith(files: { name: string; text: string }[], edits: ReturnType<typeof edit>[]) {
  try {
    draftDocuments(base, { files, edits })
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, faults: error.faults }
    throw error
  }
  return null
}

describe('a draft', () => {
  test('that is the pack in force changes nothing', () => {
    const documents = draftDocuments(base, { files: [{ name: 'same.yaml', text: shippedText }], edits: [] })
    expect(planOf(base, documents, asked)).toMatchObject({ changes: { clauses: [], documents: false }, scenarios: [] })
  })

  test('names the clauses that it changes, however it was made', () => {
    const uploaded = shippedText.replace('monitored-sudden], amount: 60000 }', 'monitored-sudden], amount: 50000 }')
    expect(uploaded).not.toBe(shippedText)
    const byFile = draftDocuments(base, { files: [{ name: 'draft.yaml', text: uploaded }], edits: [] })
    const byEdit = draftDocuments(base, { files: [], edits: [edit({})] })
    const changed = (documents: typeof byFile) => planOf(base, documents, asked).changes.clauses.map(({ id }) => id)
    expect(changed(byFile)).toEqual(['140500/J4'])
    expect(changed(byEdit)).toEqual(['140500/J4'])
  })

  test('of more than six clauses, or of documents, is not taken apart', () => {
    const rates = [edit({}), edit({ clause: '140500/J12', path: '/topUp/0/rate', value: '0.5' })]
    const two = planOf(base, draftDocuments(base, { files: [], edits: rates }), asked)
    expect([two.parts, two.scenarios.length]).toEqual([['140500/J4', '140500/J12'], 4])
    const later = shippedText.replace('from: 2023-01-01, to: 2027-12-31', 'from: 2023-01-01, to: 2028-12-31')
    const documents = draftDocuments(base, { files: [{ name: 'later.yaml', text: later }], edits: rates })
    expect(planOf(base, documents, asked).parts).toBe(null)
  })
})

describe('a draft that cannot be settled under', () => {
  test.each([
    ['a clause that there is not', edit({ clause: '140500/J99' }), '/draft/edits/0/clause', 'no clause 140500/J99'],
    ['a value that there is not', edit({ path: '/limits/9/amount' }), '/draft/edits/0/path', '/limits'],
    ['a rate that is no share', edit({ path: '/aid/0/rate', value: '1.5' }), '/draft/edits/0', '1.5'],
    ['an amount that is none', edit({ value: '5万' }), '/draft/edits/0', '5万'],
    ['a limit that nobody lays down', edit({ path: '/aid/1/limit', value: 'nowhere' }), '/draft/edits/0', 'nowhere'],
  ])('is refused with %s', (_, one, pointer, said) => {
    const refused = refusedWith([], [one])
    expect(refused?.code).toBe('draft-unsound')
    expect(refused?.faults[0]?.pointer).toBe(pointer)
    expect(refused?.faults[0]?.detail.en).toContain(said)
    expect(refused?.faults[0]?.detail.zh).toMatch(/\p{Script=Han}/u)
  })

  test('is refused with the file and line of what is wrong in it', () => {
    const text = shippedText.replace('rate: 1.00, limit: annual', 'rate: 1.50, limit: annual')
    const line = text.split('\n').findIndex((one) => one.includes('rate: 1.50')) + 1
    expect(refusedWith([{ name: '草案.yaml', text }], [])).toMatchObject({
      code: 'draft-unsound',
      faults: [{ pointer: '/draft/files/0', detail: { en: expect.stringContaining(`草案.yaml:${line}: `) } }],
    })
  })

  test('is refused where it is another place’s, or no pack at all', () => {
    const elsewhere = shippedText.replace("region: '140500'", "region: '500243'").replace("inherits: '140000'", '')
    expect(refusedWith([{ name: 'a.yaml', text: elsewhere }], [])?.faults[0]?.detail.en).toContain('500243')
    expect(refusedWith([{ name: 'a.yaml', text: 'region: [' }], [])?.code).toBe('draft-unsound')
  })
})
