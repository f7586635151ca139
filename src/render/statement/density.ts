import type { Bilingual } from '../../domain/language.ts'
import { citesOf, citing, type Payment, type StatementPage } from './page.ts'

/** How small the writing is: 0 is the ordinary size. The style sheet has them as `d0`, `d1` and so on. */
export const densities = [
  { points: 8.4, leading: 1.32 },
  { points: 7.9, leading: 1.28 },
  { points: 7.4, leading: 1.25 },
  { points: 6.9, leading: 1.22 },
  { points: 6.4, leading: 1.2 },
  { points: 6.1, leading: 1.19 },
] as const

type Density = (typeof densities)[number]

/** The printed area of an A4 sheet, in points. */
const sheet = { width: 533, height: 791 }

/** Of 140 statements measured in Chromium none came out higher than this times the count of lines, where it mattered. */
const caution = 1.03

/** Where not even the smallest fits, the statement goes on to a second sheet, at a size that is easy to read. */
const continued = 2

/**
 * The statement as it fits one sheet, and the first density at which it does, by counting lines: a server does not know
 * the fonts of the browser that will print, but a Chinese character is as wide as it is high in all of them. Before
 * anything else the texts of the clauses are left out; their names stay.
 */
export function fitted(page: StatementPage): { readonly page: StatementPage; readonly density: number } {
  for (const form of [page, citing(page)]) {
    const density = densities.findIndex((one) => caution * heightOf(form, one) <= sheet.height)
    if (density >= 0) return { page: form, density }
  }
  return { page, density: continued }
}

/** English is written smaller than Chinese, and the clauses smaller than the rest. */
const english = 0.84
const fine = 0.84

/** As long as a clause's mark after a sentence gets. */
const mark = ' [500243/P12]'

/** In points. Below, widths are in parts of the size and heights of texts in lines. */
function heightOf(page: StatementPage, { points, leading }: Density): number {
  const across = sheet.width / points
  const told = total([
    ...page.payments.map((payment) => linesOfPayment(payment, across)),
    ...[...page.reasons, ...page.warnings].map(({ text }) => beside({ ...text, en: text.en + mark }, across, 1)),
    ...(page.citesOnly
      ? [fine * lines(citesOf(page), across / fine)]
      : page.clauses.map((clause) => linesOfClause(clause, across))),
  ])
  return points * (leading * (told + linesOfHead(page, across) + page.limits.length) + unread(page))
}

function linesOfPayment({ name, text }: Payment, across: number): number {
  const narrow = 0.2 * across - 1
  const sentence = 0.8 * across - 20
  const named = lines(name.zh, narrow) + english * lines(name.en, narrow / english)
  const said = text ? lines(text.zh, sentence) + english * lines(text.en + mark, sentence / english) : 0
  return Math.max(named, said)
}

function linesOfClause({ id, cite, status, says }: StatementPage['clauses'][number], across: number): number {
  const zh = `[${id}] ${cite}${status ? `（${status.zh}）` : ''}：${says?.zh ?? ''}`
  return fine * beside({ zh, en: says?.en ?? '' }, across, fine)
}

/** Chinese and English in two columns. */
function beside({ zh, en }: Bilingual, across: number, scale: number): number {
  const left = lines(zh, (0.48 * across - 1) / scale)
  const right = lines(en, (0.52 * across - 1) / (english * scale))
  return Math.max(left, english * right)
}

function linesOfHead({ reversed, adjusted, facts, shares }: StatementPage, across: number): number {
  const notices = [reversed, adjusted].filter((notice) => notice !== null).length
  return 3.4 * notices + 2 * Math.ceil(facts.length / 3) + 1.2 * linesOfLegend(shares, across)
}

/** One after the other, with their squares and the gaps of the style sheet. */
function linesOfLegend(shares: StatementPage['shares'], across: number): number {
  let [count, used] = [1, 0]
  for (const { name, amount, percent } of shares) {
    const width = 2.85 + widthOf(name.zh) + english * widthOf(` ${name.en}`) + widthOf(amount) + widthOf(percent)
    if (used > 0 && used + 1.5 + width > across) [count, used] = [count + 1, 0]
    used += width + (used > 0 ? 1.5 : 0)
  }
  return count
}

/** What is always there, the headings, and the room between rows. */
function unread({ payments, limits, reasons, warnings, clauses, citesOnly }: StatementPage): number {
  const titles = 4 + (limits.length > 0 ? 1 : 0) + (warnings.length > 0 ? 1 : 0)
  const rows = payments.length + limits.length + reasons.length + warnings.length + (citesOnly ? 1 : clauses.length)
  return 26 + 2.1 * titles + 0.55 * rows
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}

function lines(text: string, width: number): number {
  return Math.max(1, Math.ceil(widthOf(text) / width))
}

/** In parts of the size: a Chinese character is one, a Latin one about half. */
function widthOf(text: string): number {
  return total([...text].map((one) => (one > '\u2e7f' ? 1 : 0.5)))
}
