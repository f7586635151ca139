import type { Readable } from 'node:stream'
import type { Language } from '../../domain/language.ts'
import { detailOf, Refusal, refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { isUnavailable } from '../shared/database-errors.ts'
import { readTable, type TableForm, type TableLine } from './table.ts'

/** What came of a line, wherever it stood in the file. */
export interface AnsweredLine {
  readonly line: number
}

export interface AnsweredTable<Line extends AnsweredLine> {
  readonly lines: readonly Line[]
  /** Columns of the file that nothing was read of, by their names. */
  readonly columnsPassedOver: readonly string[]
}

export interface LineByLine<Name extends string, Line extends AnsweredLine> {
  readonly form: TableForm<Name>
  readonly maxLines: number
  readonly language: Language
  readonly take: (line: TableLine<Name>) => Promise<Line>
  /** A line that could not be read, with what to write there. */
  readonly refused: (line: number, detail: string) => Line
}

/**
 * Takes a table line by line, each by itself: what could not be read is named beside what was taken, in the order of the file.
 * Errors: those of uploads, and `file-too-large` for more lines than are taken at a time.
 */
export async function lineByLine<Name extends string, Line extends AnsweredLine>(
  service: Service,
  caller: Caller,
  content: Readable,
  { form, maxLines, language, take, refused }: LineByLine<Name, Line>,
): Promise<AnsweredTable<Line>> {
  return service.uploads.admit(caller.id, async (inTurn) => {
    const { lines, unread, columnsPassedOver } = await readTable(content, form)
    if (lines.length > maxLines) refuse('file-too-large', { reason: tooMany(maxLines) })
    return inTurn(async () => {
      const taken: Line[] = []
      for (const line of lines) taken.push(await take(line))
      const others = unread.map(({ line, detail }) => refused(line, detail[language]))
      return { lines: [...taken, ...others].sort((one, other) => one.line - other.line), columnsPassedOver }
    })
  })
}

const tooMany = (lines: number) => ({
  zh: `一次最多 ${lines} 行；请分次上传。`,
  en: `A list has at most ${lines} lines; send it in parts.`,
})

/** The number that a refused line is told by, as it was written, at most 64 characters of it; null where it has none. */
export function numberIn(cell: string): string | null {
  return cell === '' ? null : cell.slice(0, 64)
}

/** What a refusal says of one line. What is the service's own fault is none of the line's, and is thrown on. */
export function saidOfLine(error: unknown, language: Language): string {
  if (!(error instanceof Refusal) || error.isOfTheService || isUnavailable(error)) throw error
  const faults = error.faults.map(({ detail }) => detail[language])
  return faults.length > 0 ? faults.join(' ') : detailOf(error, language)
}
