import type { Bilingual } from '../../domain/policy/words.ts'
import type { Page, Payment } from './page.ts'

/** How small the writing is: 0 is the ordinary size. The style sheet has them as `d0`, `d1` and so on. */
export const densities = [
  { points: 8.4, leading: 1.32 },
  { points: 7.9, leading: 1.28 },
  { points: 7.4, leading: 1.25 },
  { points: 6.9, leading: 1.22 },
] as const

type Density = (typeof densities)[number]

/** The printed area of an A4 sheet, in points. */
const sheet = { width: 533, height: 791 }

/** The count of lines came out up to 9% short of what Chromium printed; better small than on a second sheet. */
const caution = 1.1

/**
 * The first density at which the statement fits one sheet, by counting lines: a server does not know the fonts of the
 * browser that will print, but a Chinese character is as wide as it is high in all of them. A statement that does not
 * fit the last goes on to a second sheet.
 */
export function densityOf(page: Page): number {
  const fitting = densities.findIndex((density) => caution * heightOf(page, density) <= sheet.height)
  return fitting < 0 ? densities.length - 1 : fitting
}

/** English is written smaller than Chinese, and the clauses smaller than the rest. */
const english = 0.84
const fine = 0.84

/** As long as a clause's mark after a sentence gets. */
const mark = ' [500243/P12]'

/** In points. Below, widths are in parts of the size and heights of texts in lines. */
function heightOf(page: Page, { points, leading }: Density): number {
  const across = sheet.width / points
  const told = total([
    ...page.payments.map((payment) => linesOfPayment(payment, across)),
    ...[...page.reasons, ...page.warnings].map(({ text }) => beside({ ...text, en: text.en + mark }, across, 1)),
    ...page.clauses.map((clause) => linesOfClause(clause, across)),
  ])
  return points * (leading * (told + linesOfHead(page) + page.limits.length) + unread(page))
}

function linesOfPayment({ name, text }: Payment, across: number): number {
  const narrow = 0.16 * across - 1
  const sentence = 0.84 * across - 20
  const named = lines(name.zh, narrow) + english * lines(name.en, narrow / english)
  const said = text ? lines(text.zh, sentence) + english * lines(text.en + mark, sentence / english) : 0
  return Math.max(named, said)
}

function linesOfClause({ id, cite, status, says }: Page['clauses'][number], across: number): number {
  const zh = `[${id}] ${cite}${status ? `（${status.zh}）` : ''}：${says?.zh ?? ''}`
  return fine * beside({ zh, en: says?.en ?? '' }, across, fine)
}

/** Chinese and English in two columns. */
function beside({ zh, en }: Bilingual, across: number, scale: number): number {
  const left = lines(zh, (0.48 * across - 1) / scale)
  const right = lines(en, (0.52 * across - 1) / (english * scale))
  return Math.max(left, english * right)
}

function linesOfHead({ reversed, adjusted, facts, shares }: Page): number {
  const notices = [reversed, adjusted].filter((notice) => notice !== null).length
  return 3.4 * notices + 2 * Math.ceil(facts.length / 3) + Math.ceil(shares.length / 3)
}

/** What is always there, the headings, and the room between rows. */
function unread({ payments, limits, reasons, warnings, clauses }: Page): number {
  const titles = 4 + (limits.length > 0 ? 1 : 0) + (warnings.length > 0 ? 1 : 0)
  const rows = payments.length + limits.length + reasons.length + warnings.length + clauses.length
  return 26 + 2.1 * titles + 0.44 * rows
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}

function lines(text: string, width: number): number {
  return Math.max(1, Math.ceil(widthOf(text) / width))
}

/** In parts of the size: a Chinese character is one, a Latin one about half. */
function widthOf(text: string): number {
  return total([...text].map((one) => (one > '\u2e7f' ? 1 : 0.53)))
}
