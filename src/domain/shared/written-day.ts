import { addDays, type Day, isDay } from '../calendar.ts'
import { folded } from './plain-text.ts'

/** From this day on a day is written for "no end": 2099-12-31, 2999-12-31, 9999-12-31. */
const endless: Day = '2099-12-31'

const wordsForOpen = new Set(['长期', '长期有效', '永久', '永久有效', '无固定期限', '无期限', '无', '至今', '长久'])

const forms = [/^(\d{4})-(\d{1,2})-(\d{1,2})$/, /^(\d{4})(\d{2})(\d{2})$/, /^(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?$/]

/** `2024-05-01 00:00:00`, `2024/5/1 0:00`, `2024-05-01T00:00:00.000`: whatever the time is, the day is that one. */
const time = /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?$/
const withOffset =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|([+-])(\d{2}):?([0-5]\d))$/
const minutesOfChina = 8 * 60
const minutesOfDay = 24 * 60
const serial = /^(\d{5})(?:\.\d{1,12})?$/
const dayZero: Day = '1899-12-30'
const maxChars = 40

/**
 * A day as lists and spreadsheets write it, also as their serial number; null for nothing and for "no end", undefined for
 * what is no day. A far day is the open end that it stands for, everywhere, so that nothing counts as ended.
 */
export function writtenDay(text: string | null): Day | null | undefined {
  if (text === null) return null
  const day = dayOf(text)
  return typeof day === 'string' && day >= endless ? null : day
}

function dayOf(text: string): Day | null | undefined {
  const trimmed = text.slice(0, maxChars + 1).trim()
  if (trimmed.length > maxChars) return undefined
  const plain = folded(trimmed)
  if (plain === '' || wordsForOpen.has(plain)) return null
  const instant = withOffset.exec(plain)
  if (instant) return dayOfInstant(instant)
  return plainDay(plain) ?? serialDay(plain) ?? timedDay(trimmed.normalize('NFKC'))
}

function plainDay(text: string): Day | undefined {
  const parts = forms.map((form) => form.exec(text)).find((found) => found !== null)
  if (!parts) return undefined
  const [, year, month = '', date = ''] = parts
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(day) ? day : undefined
}

function timedDay(text: string): Day | undefined {
  const [date = '', at = '', ...more] = text.replace('T', ' ').split(/\s+/)
  return more.length === 0 && time.test(at) ? plainDay(date) : undefined
}

/** Five digits: 1927 to 2173. */
function serialDay(text: string): Day | undefined {
  const days = serial.exec(text)?.[1]
  return days === undefined || Number(days) < 10_000 ? undefined : addDays(dayZero, Number(days))
}

/** The day that it is in China at an instant. */
function dayOfInstant([, date = '', hours, minutes, sign, offsetHours = '0', offsetMinutes = '0']: string[]):
  | Day
  | undefined {
  if (!isDay(date)) return undefined
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -1 : 1)
  const inChina = Number(hours) * 60 + Number(minutes) - offset + minutesOfChina
  return addDays(date, Math.floor(inChina / minutesOfDay))
}

/** The open end for a far day, as registers keep it. */
export function openEnd(day: Day | null): Day | null {
  return day !== null && day >= endless ? null : day
}
