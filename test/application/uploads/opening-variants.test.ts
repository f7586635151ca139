import { Readable } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { getOpening } from '../../../src/application/opening-balances/decide-opening.ts'
import { enterOpenings } from '../../../src/application/opening-balances/openings-file.ts'
import { putBeneficiary } from '../../../src/application/registers/beneficiaries.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { Choice } from '../../support/files/list-variants.ts'
import { birthDateOf, idNumberOf } from '../../support/files/rosters.ts'
import { type MeantLine, type TableColumns, tableVariant } from '../../support/files/table-variants.ts'

/** Of each variant the generator knows what is right; `TABLE_SEED` tries others. */
const firstSeed = Number(process.env['TABLE_SEED'] ?? 1)
const variants = 70
const linesOfVariant = 2

const columns = {
  openingNo: { heads: ['期初编号', 'openingNo'], holds: 'number' },
  personNo: { heads: ['人员编号', 'psn_no', 'personNo'], holds: 'number', optional: true },
  idNumber: { heads: ['身份证号', '证件号码', 'certno'], holds: 'card', optional: true },
  personName: { heads: ['姓名', 'psn_name'], holds: 'name', optional: true },
  asOf: { heads: ['截止日期', 'asOf'], holds: 'day' },
  source: { heads: ['数据来源', '来源', 'source'], holds: 'word' },
  limits: { heads: ['已用限额', 'limits'], holds: 'word', optional: true },
  stays: { heads: ['住院次数', 'stays'], holds: 'number', optional: true },
  selfPay: { heads: ['累计自付', 'selfPay'], holds: 'amount', optional: true },
  personBurden: { heads: ['个人负担累计', 'personBurden'], holds: 'amount' },
  basicPaid: { heads: ['基本医保累计支付', 'basicPaid'], holds: 'amount', optional: true },
} as const satisfies TableColumns<string>
type Column = keyof typeof columns

let desk: Desk
const personNoOf = (at: number) => `14050200000000${String(720_000 + at)}`

/** A year has one of a person, so each line is somebody else's. */
beforeAll(async () => {
  desk = await openDesk()
  for (let at = 0; at < variants * linesOfVariant; at++) {
    const personNo = personNoOf(at)
    await putBeneficiary(desk.service, bureau, {
      ...{ personNo, name: '示例·某', idType: '01', idNumber: idNumberOf(at), birthDate: birthDateOf(at) },
      ...{ insuredRegion: '140502', enrolledTier: 1 },
    })
    await desk.identity(personNo, { category: 'dibao' })
  }
}, 120_000)

function meantOpening(choice: Choice, seed: number, at: number) {
  const person = ((seed - firstSeed) * linesOfVariant + at) % (variants * linesOfVariant)
  const by = choice.of(['number', 'card', 'card and name', 'all'], true)
  const yuan = (most: number, from = 1) => `${from + choice.below(most)}.${String(choice.below(100)).padStart(2, '0')}`
  // What a person has borne holds what was paid by themselves within the scope.
  const [used, selfPay, personBurden, basicPaid] = [yuan(50_000), yuan(9000), yuan(9000, 9001), yuan(9000)]
  const [hasLimits, hasSelfPay, hasBasic, hasStays] = [50, 50, 50, 50].map((percent) => choice.often(percent))
  const asOf = `2023-${String(1 + choice.below(12)).padStart(2, '0')}-15`
  const openingNo = `OV${seed}-${at}`
  const line: MeantLine<Column> = {
    openingNo,
    ...(by === 'number' || by === 'all' ? { personNo: personNoOf(person) } : {}),
    ...(by === 'number' ? {} : { idNumber: idNumberOf(person) }),
    ...(by === 'card and name' || by === 'all' ? { personName: '示例·某' } : {}),
    asOf,
    source: '原系统 2023 年结转',
    ...(hasLimits ? { limits: [`annual:${used}`, `annual：${used}；`, ` annual:${used};`] } : {}),
    ...(hasStays ? { stays: '3' } : {}),
    ...(hasSelfPay ? { selfPay } : {}),
    personBurden,
    ...(hasBasic ? { basicPaid } : {}),
  }
  const opening = {
    ...{ openingNo, asOf, personNo: personNoOf(person), source: '原系统 2023 年结转', year: 2023 },
    limits: hasLimits ? [{ name: 'annual', used }] : [],
    ...{ selfPay: hasSelfPay ? selfPay : '0.00', personBurden, basicPaid: hasBasic ? basicPaid : '0.00' },
    stays: hasStays ? 3 : 0,
  }
  return { line, opening }
}

describe('opening balances in lists as they are written', () => {
  test.each(Array.from({ length: variants }, (_, at) => firstSeed + at))(
    'variant %i means what it says',
    async (seed) => {
      const choice = new Choice(seed * 7919)
      const meant = Array.from({ length: linesOfVariant }, (_, at) => meantOpening(choice, seed, at))
      const { content, chosen } = tableVariant<Column>(
        seed,
        columns,
        meant.map(({ line }) => line),
      )
      const answer = await enterOpenings(desk.service, bureau, Readable.from([content]), 'zh')
      const told = answer.lines.map(({ outcome, detail }) => ({ outcome, detail }))
      expect({ chosen, told }).toEqual({ chosen, told: meant.map(() => ({ outcome: 'entered', detail: null })) })
      for (const [at, { opening }] of meant.entries()) {
        const shown = await getOpening(desk.service, bureau, answer.lines[at]?.openingId ?? '')
        expect({ chosen, ...shown }).toMatchObject({ chosen, ...opening })
      }
    },
  )
})
