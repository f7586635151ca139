import type { Random } from '../../faults/random.ts'
import type { Schema } from '../document.ts'
import type { Known } from './known.ts'
import type { Own } from './own.ts'

export interface Surroundings {
  readonly random: Random
  readonly known: Known
  readonly own: Own
}

type Maker = (around: Surroundings) => string | undefined

const pick =
  (...from: readonly string[]): Maker =>
  ({ random }) =>
    random.pick(from)
const knownAs =
  (name: string): Maker =>
  ({ random, known }) =>
    known.some(random, name)
const fresh =
  (name: string): Maker =>
  ({ own }) =>
    own.fresh(name)

/** A day that bills, identities and papers have; the order of two of them is left to chance. */
export function day(random: Random): string {
  const year = random.pick([2021, 2022, 2023, 2023, 2023, 2024])
  const [month, date] = [random.int(1, 12), random.int(1, 28)]
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}

export function amount(random: Random): string {
  const yuan = random.pick([0, 1, 300, 2_917, 9_000, 52_000, 250_000])
  return `${random.int(0, yuan)}.${String(random.int(0, 99)).padStart(2, '0')}`
}

/**
 * What stands under a name, where the schema alone would give something that nobody knows. The numbers a caller gives
 * out are new each time or, now and then, one that was used before.
 */
const makers: Readonly<Record<string, Maker>> = {
  personNo: ({ random, known, own }) => (random.chance(0.7) ? own.person(random) : known.some(random, 'personNo')),
  hospitalCode: ({ random, known, own }) =>
    random.chance(0.8) ? own.hospitalCode : known.some(random, 'hospitalCode'),
  toHospital: knownAs('hospitalCode'),
  region: ({ random, own }) => (random.chance(0.7) ? own.city : random.pick(regions)),
  insuredRegion: ({ random, own }) => (random.chance(0.8) ? own.region : random.pick(regions)),
  month: pick('2023-03', '2023-06', '2023-12', '2024-01', '2024-05'),
  quarter: pick('2023Q1', '2023Q4', '2024Q2'),
  idNumber: ({ random, own }) => own.idNumber(random),
  name: ({ own }) => own.personName,
  phone: pick('13800000000', '0356-0000000'),
  url: ({ own }) => own.receiver,
  diseaseCode: pick('M01.000', 'E11.900', 'C34.900', 'C91.000', 'N18.500', 'I10.x00'),
  packageCode: pick('儿童急性淋巴细胞白血病 标危'),
  settlementNo: numbered('settlementNo'),
  reversalNo: numbered('reversalNo'),
  applicationNo: numbered('applicationNo'),
  paymentNo: numbered('paymentNo'),
  recoveryNo: numbered('recoveryNo'),
  resettleNo: numbered('resettleNo'),
  certificateNo: fresh('certificateNo'),
  receiptNo: knownAs('receiptNo'),
  fileNo: knownAs('fileNo'),
  fileName: pick('lines.txt', '对账.zip', 'a.csv'),
  clearingId: knownAs('id of clearings'),
  eventId: knownAs('eventId'),
}

function numbered(name: string): Maker {
  return ({ random, known, own }) => (random.chance(0.7) ? own.fresh(name) : known.some(random, name))
}

export const regions = [
  '000000',
  '140000',
  '140500',
  '140502',
  '140213',
  '500243',
  '500000',
  '370800',
  '370811',
  '990000',
]

export function named(name: string, schema: Schema, around: Surroundings): string | undefined {
  const made = makers[name]?.(around)
  if (made !== undefined && fits(made, schema)) return made
  if (schema.format === 'date') return day(around.random)
  if (schema.pattern?.includes('\\.\\d{2}$')) return amount(around.random)
  if (schema.format === 'uuid') return around.known.any(around.random, 'id of ') ?? nil
  if (schema.format === 'date-time') return `${day(around.random)}T08:00:00+08:00`
  return undefined
}

const nil = '00000000-0000-0000-0000-000000000000'

function fits(text: string, { pattern, maxLength, enum: values }: Schema): boolean {
  if (values && !values.includes(text)) return false
  if (maxLength !== undefined && text.length > maxLength) return false
  return pattern === undefined || new RegExp(pattern, 'u').test(text)
}
