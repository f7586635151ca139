import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import type { ClaimBody } from '../../../src/application/claim/claim-input.ts'
import type { ClaimLine } from '../../../src/application/settlement-batches/line-answer.ts'
import { batchLines, gather, type ReadClaim } from '../../../src/application/settlement-batches/read-batch-lines.ts'
import type { Spooled } from '../../../src/application/uploads/spool.ts'
import { Refusal } from '../../../src/domain/refusals/refusal.ts'
import { refusalOf } from '../../support/people/registers.ts'

const fileOf = (text: string | Buffer): Spooled => ({
  bytes: text.length,
  hash: Buffer.alloc(32),
  read: () => Readable.from([Buffer.from(text)]),
})

/** A line is a claim if it begins with a brace. */
const read: ReadClaim = (line) =>
  line[0] === 0x7b
    ? { settlementNo: line.toString(), body: { personNo: 'P' } as ClaimBody }
    : { settlementNo: null, refusal: new Refusal('malformed-json', { reason: { zh: '', en: '' } }) }

async function all(text: string): Promise<ClaimLine[]> {
  const lines: ClaimLine[] = []
  for await (const line of batchLines(fileOf(text), read)) lines.push(line)
  return lines
}

test('lines are numbered as an editor counts, blank ones and the byte-order mark passed over', async () => {
  const lines = await all('\uFEFF\n{a\r\n\n  \t\nx\n{b')
  expect(lines.map(({ lineNo, refusal }) => [lineNo, refusal?.code])).toEqual([
    [2, undefined],
    [5, 'malformed-json'],
    [6, undefined],
  ])
})

test('a line that is too long is refused by its number and read no further', async () => {
  const lines = await all(`{${'a'.repeat(16_384)}\n{b`)
  expect(lines.map(({ lineNo, refusal }) => [lineNo, refusal?.code])).toEqual([
    [1, 'body-too-large'],
    [2, undefined],
  ])
})

test.each([
  ['nothing but blanks', '\n \n', 'file-unreadable'],
  ['more lines than a batch has', '{\n'.repeat(100_001), 'file-too-large'],
  ['hardly a claim among many lines', 'x\n'.repeat(10_001), 'file-faulty'],
  ['a megabyte without a line break', 'x'.repeat(1_000_001), 'file-unreadable'],
])('%s is refused as a whole', async (_, text, code) => {
  expect((await refusalOf(all(text))).code).toBe(code)
})

test('as many lines as are answered at once are whole, one more is not', async () => {
  const gathered = (lines: number) => gather(batchLines(fileOf('{\n'.repeat(lines)), read), 10)
  expect([(await gathered(10)).isWhole, (await gathered(11)).isWhole]).toEqual([true, false])
})

test('single claims have their turn while a batch is read', async () => {
  let turns = 0
  const ticking = setInterval(() => (turns += 1), 0)
  await all('{\n'.repeat(20_000))
  clearInterval(ticking)
  expect(turns).toBeGreaterThan(10)
})
