import { addDays, type Day, isDay } from '../calendar.ts'
import { folded } from './plain-text.ts'

/** From this day on a day is written for "no end": 2099-12-31, 2999-12-31, 9999-12-31. */
const endless: Day = '2099-12-31'

const wordsForOpen = new Set([
  '长期',
  '长期有效',
  '永久',
  '永久有效',
  '无固定期限',
  '无期限',
  '无',
  '至今',
  '长久',
  '无期限',
  '不限',
  '无限期',
  '长期享受',
  '/',
  '\\',
  '-',
  '--',
  'null',
  'NULL',
  // 2999-12-31 and 9999-12-31 as spreadsheets number them.
  '401769',
  '2958465',
])

const forms = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})(\d{2})(\d{2})$/,
  /^(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})[日号]?$/,
]

/** `2024-05-01 00:00:00`, `2024/5/1 0:00`, `2024-05-01T00:00:00.000`, 10时30分: whatever the time is, the day is that one. */
const time = /^([01]?\d|2[0-3])[:时][0-5]?\d([:分]([0-5]?\d(\.\d{1,9})?秒?)?)?$/
/** What spreadsheets put beside a time or a day: the half of the day, the day of the week. */
const besides = /上午|下午|[AP]M(?=\s|$)|(?:星期|周)[一二三四五六日天]/gi
/** `20240501093000`, as the national interface writes instants. */
const compact = /^(\d{8})([01]\d|2[0-3])[0-5]\d([0-5]\d)?$/
const withOffset =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|([+-])(\d{2})(?::?([0-5]\d))?)$/
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
  const plain = folded(trimmed).replace(dashes, '-')
  if (plain === '' || wordsForOpen.has(plain.replace(/[()]/g, ''))) return null
  const instant = withOffset.exec(plain)
  if (instant) return dayOfInstant(instant)
  const digits = compact.exec(plain)?.[1] ?? plain
  return plainDay(digits) ?? chineseDay(plain) ?? serialDay(plain) ?? timedDay(trimmed.normalize('NFKC'))
}

/** Hyphens, dashes and the minus sign of mathematics. */
const dashes = /[\u2010-\u2015\u2212]/g

function plainDay(text: string): Day | undefined {
  const parts = forms.map((form) => form.exec(text)).find((found) => found !== null)
  if (!parts) return undefined
  const [, year, month = '', date = ''] = parts
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(day) ? day : undefined
}

function timedDay(text: string): Day | undefined {
  const bare = text.replace(besides, ' ').replace('T', ' ').replace(dashes, '-').trim()
  const [date = '', at = '00:00', ...more] = bare.split(/\s+/)
  return more.length === 0 && time.test(at) ? plainDay(date) : undefined
}

const numerals = '〇一二三四五六七八九'
const inNumerals =
  /^([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]?$/

/** 二〇二四年五月一日, a form of days that spreadsheets have. */
function chineseDay(text: string): Day | undefined {
  const [, year = '', month = '', date = ''] = inNumerals.exec(text) ?? []
  const digits = [...year.replace(/[零○]/g, '〇')].map((one) => numerals.indexOf(one)).join('')
  return year === '' ? undefined : plainDay(`${digits}-${belowHundred(month)}-${belowHundred(date)}`)
}

/** 十 is 10, 十二 is 12, 二十 is 20, 三十一 is 31. */
function belowHundred(text: string): number {
  const [tens = '', ones = ''] = text.includes('十') ? text.split('十') : ['〇', text]
  return Math.max(0, tens === '' ? 1 : numerals.indexOf(tens)) * 10 + Math.max(0, numerals.indexOf(ones || '〇'))
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
