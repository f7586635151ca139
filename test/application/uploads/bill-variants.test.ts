import { Readable } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { putBeneficiary } from '../../../src/application/registers/beneficiaries.ts'
import { getReimbursement } from '../../../src/application/reimbursements/read-reimbursements.ts'
import { receiveReimbursements } from '../../../src/application/reimbursements/reimbursements-file.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { Choice } from '../../support/files/list-variants.ts'
import { birthDateOf, idNumberOf } from '../../support/files/rosters.ts'
import { type MeantLine, type TableColumns, tableVariant } from '../../support/files/table-variants.ts'

/** Of each variant the generator knows what is right; `TABLE_SEED` tries others. */
const firstSeed = Number(process.env['TABLE_SEED'] ?? 1)
const variants = 80
const linesOfVariant = 2

const columns = {
  reimbursementNo: { heads: ['报销编号', 'reimbursementNo'], holds: 'number' },
  personNo: { heads: ['人员编号', 'psn_no', 'personNo', '医保编号'], holds: 'number', optional: true },
  idNumber: { heads: ['身份证号', '身份证号码', 'certno', '公民身份号码'], holds: 'card', optional: true },
  personName: { heads: ['姓名', 'psn_name', '人员姓名'], holds: 'name', optional: true },
  care: { heads: ['医疗类别', 'med_type', 'care'], holds: 'word' },
  admittedOn: { heads: ['入院日期', 'begndate'], holds: 'day', optional: true },
  dischargedOn: { heads: ['出院日期', 'enddate', 'dischargedOn'], holds: 'day', optional: true },
  servedOn: { heads: ['就诊日期', 'servedOn'], holds: 'day', optional: true },
  hospitalCode: { heads: ['医疗机构编号', 'fixmedins_code'], holds: 'number', optional: true },
  hospitalName: { heads: ['医疗机构名称', 'fixmedins_name'], holds: 'word', optional: true },
  hospitalRegion: { heads: ['医疗机构所在地区'], holds: 'number', optional: true },
  hospitalLevel: { heads: ['医疗机构级别', '医院等级'], holds: 'word', optional: true },
  diseaseCode: { heads: ['病种编码', 'diseaseCode'], holds: 'number', optional: true },
  emergency: { heads: ['急诊', 'emergency'], holds: 'word', optional: true },
  total: { heads: ['费用总额', '医疗费总额', 'medfee_sumamt'], holds: 'amount' },
  offCatalogue: { heads: ['全自费', 'fulamt_ownpay_amt'], holds: 'amount', optional: true },
  inScope: { heads: ['政策范围内', 'inscp_scp_amt'], holds: 'amount' },
  basic: { heads: ['基本医保支付', 'hifp_pay'], holds: 'amount' },
  criticalIllness: { heads: ['大病保险支付', 'hifmi_pay'], holds: 'amount' },
  invoices: { heads: ['票据', 'invoices'], holds: 'word' },
  proofNo: { heads: ['医保结算单号', 'proofNo'], holds: 'word' },
  proofBy: { heads: ['结算单出具单位', 'proofBy'], holds: 'word' },
  receivedOn: { heads: ['受理日期', 'receivedOn'], holds: 'day', optional: true },
} as const satisfies TableColumns<string>
type Column = keyof typeof columns

let desk: Desk
const people = 12
const personNoOf = (at: number) => `14050200000000${String(700_000 + at)}`
const nameOf = (at: number) => `示例·${'甲乙丙丁戊己庚辛壬癸子丑'[at]}`

beforeAll(async () => {
  desk = await openDesk()
  for (let at = 0; at < people; at++)
    await putBeneficiary(desk.service, bureau, {
      ...{ personNo: personNoOf(at), name: nameOf(at), idType: '01', idNumber: idNumberOf(at) },
      ...{ birthDate: birthDateOf(at), insuredRegion: '140502', enrolledTier: 1 },
    })
})

/** What stands in the register's answer of a bill. */
interface Meant {
  readonly line: MeantLine<Column>
  readonly bill: object
}

let invoices = 0

/** Whose it is, in one of the ways that a line may say it. */
function personIn(choice: Choice): { personNo: string; said: MeantLine<Column> } {
  const at = choice.below(people)
  const [byNumber, byCard, byName] = choice.of([
    [true, false, false],
    [false, true, false],
    [false, true, true],
    [true, true, true],
  ])
  const said = {
    ...(byNumber ? { personNo: personNoOf(at) } : {}),
    ...(byCard ? { idNumber: idNumberOf(at) } : {}),
    ...(byName ? { personName: nameOf(at) } : {}),
  }
  return { personNo: personNoOf(at), said }
}

interface MeantCare {
  readonly said: MeantLine<Column>
  readonly shown: object
}

/** A stay, an emergency, or care of a chronic disease, each in the words and codes that lists have for it. */
function careIn(choice: Choice, day: string): MeantCare {
  const admittedOn = day.replace(/\d\d$/, '01')
  const served = { admittedOn: null, servedOn: day }
  return choice.of<MeantCare>([
    {
      said: { care: ['住院', 'inpatient', '21', '22', '普通住院'], admittedOn, dischargedOn: day },
      shown: { care: 'inpatient', admittedOn, dischargedOn: day, servedOn: null, emergency: false },
    },
    {
      said: { care: ['13', '急诊'], servedOn: day },
      shown: { care: 'outpatient-ordinary', ...served, emergency: true },
    },
    {
      said: { care: ['门诊慢性病', 'outpatient-chronic'], servedOn: day, diseaseCode: 'E11.900' },
      shown: { care: 'outpatient-chronic', ...served, emergency: false, diseaseCode: 'E11.900' },
    },
  ])
}

const hospitals: readonly MeantCare[] = [
  { said: { hospitalCode: cityHospital }, shown: { code: cityHospital } },
  {
    said: { hospitalName: '市外示例医院', hospitalRegion: '140502', hospitalLevel: ['二级', '二级甲等', 'two'] },
    shown: { code: null, name: '市外示例医院', level: 'two' },
  },
]

const yuan = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
const two = (part: number) => String(part).padStart(2, '0')

function meantBill(choice: Choice, seed: number, at: number): Meant {
  const { personNo, said: who } = personIn(choice)
  const care = careIn(choice, `2023-${two(1 + choice.below(12))}-${two(2 + choice.below(26))}`)
  const hospital = choice.of(hospitals)
  const [within, outside] = [100_000 + choice.below(90_000_000), choice.of([0, 1 + choice.below(400_000)])]
  const [inScope, offCatalogue, total] = [yuan(within), yuan(outside), yuan(within + outside)]
  const basic = yuan(choice.below(90_000))
  const number = String(10_000_000 + ++invoices).padStart(10, '0')
  const receivedOn = choice.of(['2024-04-30', undefined])
  const reimbursementNo = `BV${seed}-${at}`
  const line: MeantLine<Column> = {
    ...{ reimbursementNo, ...who, ...care.said, ...hospital.said },
    ...{ total, inScope, basic, criticalIllness: '0.00' },
    ...(outside === 0 ? {} : { offCatalogue }),
    invoices: [`14060123-${number}:${total}`, `14060123－${number}：${total}；`, `14060123-${number}:${total};`],
    ...{ proofNo: `JS-${seed}`, proofBy: '晋城市医疗保障局' },
    ...(receivedOn === undefined ? {} : { receivedOn }),
  }
  const bill = {
    ...{ reimbursementNo, personNo, receivedOn: receivedOn ?? '2024-05-05', ...care.shown },
    costs: { total, offCatalogue, overLimit: '0.00', preSelfPay: '0.00', inScope },
    paid: expect.objectContaining({ basic, criticalIllness: '0.00' }),
    hospital: expect.objectContaining(hospital.shown),
    invoices: [{ code: '14060123', number, amount: total, issuedOn: null }],
  }
  return { line, bill }
}

describe('bills in lists as they are written', () => {
  test.each(Array.from({ length: variants }, (_, at) => firstSeed + at))(
    'variant %i means what it says',
    async (seed) => {
      const choice = new Choice(seed * 7919)
      const meant = Array.from({ length: linesOfVariant }, (_, at) => meantBill(choice, seed, at))
      const { content, chosen } = tableVariant<Column>(
        seed,
        columns,
        meant.map(({ line }) => line),
      )
      const answer = await receiveReimbursements(desk.service, bureau, Readable.from([content]), 'zh')
      const told = answer.lines.map(({ outcome, detail }) => ({ outcome, detail }))
      expect({ chosen, told }).toEqual({ chosen, told: meant.map(() => ({ outcome: 'received', detail: null })) })
      for (const [at, { bill }] of meant.entries()) {
        const shown = await getReimbursement(desk.service, bureau, answer.lines[at]?.reimbursementId ?? '')
        expect({ chosen, ...shown }).toMatchObject({ chosen, ...bill })
      }
    },
  )
})

describe('whose a line is', () => {
  const taken = async (line: MeantLine<Column>) => {
    const { line: whole } = meantBill(new Choice(invoices), 9000 + invoices, 0)
    const { personNo: _, idNumber: __, personName: ___, ...rest } = whole
    const { content } = tableVariant<Column>(1, columns, [{ ...rest, ...line }])
    const answer = await receiveReimbursements(desk.service, bureau, Readable.from([content]), 'zh')
    return answer.lines[0]
  }

  test('must agree in all that it says: another card, or another name, is refused and nothing is taken', async () => {
    expect(await taken({ personNo: personNoOf(1), idNumber: idNumberOf(2) })).toMatchObject({
      ...{ outcome: 'refused', reimbursementId: null },
      detail: expect.stringContaining('登记的身份证号不符'),
    })
    expect(await taken({ personNo: personNoOf(1), personName: '示例·乙丙' })).toMatchObject({
      detail: expect.stringContaining('姓名不符'),
    })
    expect(await taken({ idNumber: idNumberOf(1), personName: nameOf(2) })).toMatchObject({
      detail: expect.stringContaining('姓名不符'),
    })
  })

  test('is found by a card of fifteen digits, and is nobody by one that is not registered, that was rounded or that has another X', async () => {
    const old = idNumberOf(1).slice(0, 6) + idNumberOf(1).slice(8, 17)
    expect(await taken({ idNumber: old })).toMatchObject({ outcome: 'received' })
    expect(await taken({ idNumber: idNumberOf(900) })).toMatchObject({
      detail: expect.stringContaining('没有登记该证件'),
    })
    expect(await taken({ idNumber: '140502195103120000' })).toMatchObject({
      detail: expect.stringContaining('电子表格'),
    })
    expect(await taken({ idNumber: '14050219510312001Х' })).toMatchObject({ detail: expect.stringContaining('西里尔') })
    expect(await taken({})).toMatchObject({ detail: expect.stringContaining('人员编号或身份证号') })
  })

  test('of two who share a card is told by the name, and by nothing else', async () => {
    for (const [at, name] of [
      [20, '示例母'],
      [21, '示例女'],
    ] as const)
      await putBeneficiary(desk.service, bureau, {
        ...{ personNo: personNoOf(at), name, idType: '01', idNumber: idNumberOf(20) },
        ...{ birthDate: birthDateOf(20), insuredRegion: '140502', enrolledTier: 1 },
      })
    expect(await taken({ idNumber: idNumberOf(20) })).toMatchObject({ detail: expect.stringContaining('凭姓名') })
    const one = await taken({ idNumber: idNumberOf(20), personName: '示例女' })
    expect(await getReimbursement(desk.service, bureau, one?.reimbursementId ?? '')).toMatchObject({
      personNo: personNoOf(21),
    })
  })
})
