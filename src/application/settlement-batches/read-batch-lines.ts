import { setImmediate as endOfTurn } from 'node:timers/promises'
import { detailOf, Refusal, refuse } from '../../domain/refusals/refusal.ts'
import { blocksOf, linesIn } from '../uploads/bytes.ts'
import { LineCount } from '../uploads/faulty.ts'
import { claimBatch } from '../uploads/limits.ts'
import type { Spooled } from '../uploads/spool.ts'
import { tooLarge, unreadable } from '../uploads/unreadable.ts'
import type { ClaimLine } from './line-answer.ts'

/** Reads one line as the body of a single claim is read. Errors: a Refusal, which is the line's own. */
export type ReadClaim = (line: Buffer) => Pick<ClaimLine, 'body' | 'settlementNo' | 'refusal'>

/** A claim with every field at its longest, and as many blanks again. */
const maxLineBytes = 16_384
const isBlank = /^[\s\uFEFF]*$/

/**
 * The lines of a batch, numbered from 1 as an editor counts; blank ones are passed over. A line that is no claim is told by
 * its number and stops no other. Errors: `file-too-large`, `file-unreadable` where there is no line, `file-faulty` where
 * nearly nothing of it is a claim.
 */
export async function* batchLines(file: Spooled, read: ReadClaim): AsyncGenerator<ClaimLine> {
  const count = new LineCount()
  for await (const [lineNo, bytes] of filledLines(file)) {
    const line = lineOf(lineNo, bytes, read)
    if (line.refusal) count.faulty({ line: lineNo, column: '', detail: detailIn(line.refusal) })
    else count.good()
    if (count.lines > claimBatch.lines) tooLarge(tooMany)
    yield line
    // Single claims have their turn between.
    if (count.lines % linesAtOnce === 0) await endOfTurn()
  }
  if (count.lines === 0) unreadable(noLines)
}

async function* filledLines(file: Spooled): AsyncGenerator<readonly [lineNo: number, bytes: Buffer]> {
  let lineNo = 0
  for await (const block of blocksOf(file.read())) {
    for (const bytes of linesIn(block)) {
      lineNo += 1
      if (bytes.length > maxBlankBytes || !isBlank.test(bytes.toString('utf8'))) yield [lineNo, bytes]
    }
  }
}

/** About a millisecond of reading. */
const linesAtOnce = 50

function detailIn(refusal: Refusal) {
  return { zh: detailOf(refusal, 'zh'), en: detailOf(refusal, 'en') }
}

/** A longer line has something in it, if only too much. */
const maxBlankBytes = 100

function lineOf(lineNo: number, bytes: Buffer, read: ReadClaim): ClaimLine {
  if (bytes.length > maxLineBytes) {
    const refusal = new Refusal('body-too-large', { limit: String(maxLineBytes) })
    return { lineNo, settlementNo: null, refusal }
  }
  return { lineNo, ...read(bytes) } as ClaimLine
}

const tooMany = {
  zh: `批次超过 ${claimBatch.lines} 行；请分批发送。`,
  en: `The batch has more than ${claimBatch.lines} lines; send it in parts.`,
}
const noLines = {
  zh: '批次中没有内容；请每行发送一个 JSON 对象（NDJSON），内容与单笔结算请求相同。',
  en: 'There is no line in the batch; send one JSON object a line (NDJSON), each as the body of a single settlement.',
}

export interface Gathered {
  readonly lines: readonly ClaimLine[]
  readonly isWhole: boolean
}

/** As many lines as are answered in one request, and whether that was all. */
export async function gather(lines: AsyncGenerator<ClaimLine>, most: number): Promise<Gathered> {
  const first: ClaimLine[] = []
  for await (const line of lines) {
    first.push(line)
    if (first.length > most) return { lines: first, isWhole: false }
  }
  return { lines: first, isWhole: true }
}

export function refuseTooMany(unfinished: number): void {
  if (unfinished >= maxUnfinished) refuse('batches-at-once', { limit: String(maxUnfinished) })
}

/** Jobs of one caller that wait or run, so that one does not fill the queue for all. */
const maxUnfinished = 4
