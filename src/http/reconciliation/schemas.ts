import { z } from 'zod'
import { clearingTypeNames, clearingTypes } from '../../domain/fund/fund-names.ts'
import { actions, differenceNames, differenceTypes } from '../../domain/reconciliation/differences.ts'
import { results } from '../../domain/reconciliation/totals.ts'
import { hospitalCode } from '../settlement/request-schemas.ts'
import {
  aDay,
  code,
  day,
  instant,
  listOf,
  named,
  oneOf,
  page,
  regionField,
  signedMoney,
  signedYuan,
  uuid,
} from '../shared/fields.ts'
import { listTypes } from '../shared/list-body.ts'

/** Yuan of a request that may be below nothing, as on a day of nothing but reversals. It is a sum, so it has eighteen digits. */
const claimedYuan = z
  .string({ error: 'signed-money' })
  .regex(/^-?\d{1,18}\.\d{2}$/, { error: 'signed-money' })
  .meta({ examples: ['0.00'] })
const claimedMoney = (en: string, zh: string, national?: string) => named(claimedYuan, en, zh, national)
export const aCount = z.int({ error: 'count' }).min(0, { error: 'count' })

const resultNames = {
  balanced: { zh: '对平', en: 'balanced' },
  'here-more': { zh: '中心多', en: 'more here' },
  'there-more': { zh: '医药机构多', en: 'more in the hospital’s accounts' },
  differs: { zh: '数据不一致', en: 'differs' },
}
const result = oneOf(results, 'How the two sides relate', '对账结果 (stmt_rslt)', resultNames)

const clearingType = oneOf(clearingTypes, 'What is compared', '清算类别 (clr_type)', clearingTypeNames)
const period = {
  hospitalCode,
  from: day('First day of posting, in China', '对账开始日期，按结算（记账）日', 'stmt_begndate'),
  to: day('Last day of posting', '对账结束日期', 'stmt_enddate'),
}

export const claimed = z
  .strictObject(
    {
      count: named(
        aCount,
        'Rows: settlements and reversals; two less for each settlement that was made and reversed in the period and left out',
        '结算笔数：结算与退费行数之和；期内结算又冲正且两行均不列的，每笔少计两行',
        'fixmedins_setl_cnt',
      ),
      total: claimedMoney('Total cost', '医疗费总额', 'medfee_sumamt'),
      fundPaid: claimedMoney('Paid by every fund', '基金支付总额', 'fund_pay_sumamt'),
      personPaid: named(
        claimedYuan.nullable(),
        'Paid by people; null where it is not compared',
        '个人负担；不核对时为 null',
        'cash_payamt',
      ).default(null),
    },
    { error: 'object' },
  )
  .meta({ id: 'ClaimedSums' })

export const totalsRequest = z
  .strictObject(
    {
      ...period,
      clearingType: clearingType.default('all'),
      claimed: named(claimed, 'The hospital’s own sums', '医院账合计'),
    },
    { error: 'object' },
  )
  .meta({ id: 'TotalsRequest' })

const ledgerSums = {
  settlements: named(z.int(), 'Settlements', '结算笔数'),
  reversals: named(z.int(), 'Reversals', '退费笔数'),
  total: signedMoney('Total cost', '医疗费总额', 'medfee_sumamt'),
  fundPaid: signedMoney('Paid by every fund', '基金支付总额', 'fund_pay_sumamt'),
  personPaid: signedMoney('Paid by people', '个人负担', 'psn_part_amt'),
  hospitalPaid: signedMoney('Borne by the hospital', '医院负担', 'hosp_part_amt'),
}

export const totals = z
  .strictObject({
    ...period,
    clearingType,
    result,
    here: named(
      z.strictObject({
        ...ledgerSums,
        count: named(z.int(), 'Rows: settlements and reversals', '行数：结算与退费之和'),
      }),
      'What the ledger holds: settlements posted in the period with the amounts that stand, reversals posted in it negated',
      '中心账：期内结算（现行金额）与期内冲正（负数）',
    ),
    claimed: named(claimed, 'What was sent', '医院账合计'),
    difference: named(
      z.strictObject({
        count: named(z.int(), 'Rows', '行数'),
        total: signedMoney('Total cost', '医疗费总额'),
        fundPaid: signedMoney('Paid by every fund', '基金支付总额'),
        personPaid: named(
          signedYuan.nullable(),
          'Paid by people; null where it was not compared',
          '个人负担；未核对为 null',
        ),
      }),
      'Here less claimed',
      '中心减医院的差额',
    ),
  })
  .meta({ id: 'ComparedTotals' })

export const fileUploadQuery = z.strictObject({
  hospitalCode,
  fileName: named(
    z
      .string()
      .regex(/^[^\p{Cc}/\\]{1,200}$/u)
      .default('lines.csv'),
    'What the file is called; lines.csv when left out',
    '文件名，不填为 lines.csv',
    'filename',
  ),
})

/** Read as a stream, never held whole. */
export const fileUploadBody = z.unknown().meta({ type: 'string', format: 'binary' })
export const fileUploadTypes = listTypes

const fileNo = code(30, 'Number of an uploaded file', '上传文件编号', 'file_qury_no')

export const uploadedFile = z
  .strictObject({
    fileNo,
    hospitalCode,
    fileName: named(z.string(), 'What the file is called', '文件名', 'filename'),
    rows: named(z.int(), 'Lines, without the header', '行数，不含表头'),
    faults: named(
      z.int(),
      'Lines that could not be read; the others are compared all the same',
      '无法读取的行数，其余照常对账',
    ),
    uploadedAt: instant('When it was first uploaded', '首次上传时间'),
    errors: named(
      z.array(
        z.strictObject({
          line: named(z.int(), 'Line of the file, from 1', '文件行号，从 1 起'),
          column: named(z.string(), 'The column at fault; line is the whole', '有误的列；line 为整行'),
          detail: named(z.string(), 'What to write there', '应如何填写'),
        }),
      ),
      'The first hundred lines that could not be read',
      '前一百条无法读取的行',
    ),
  })
  .meta({ id: 'UploadedFile' })

export const reconciliationRequest = z
  .strictObject({ ...period, clearingType: clearingType.default('all'), fileNo }, { error: 'object' })
  .meta({ id: 'ReconciliationRequest' })

const sums = z.strictObject({
  count: named(z.int(), 'Rows', '行数'),
  total: signedMoney('Total cost', '医疗费总额', 'medfee_sumamt'),
  fundPaid: signedMoney('Paid by every fund', '基金支付总额', 'fund_pay_sumamt'),
})

const counts = z.strictObject(
  Object.fromEntries(
    differenceTypes.map((type) => [type, named(z.int(), differenceNames[type].en, differenceNames[type].zh)]),
  ),
)

export const reconciliation = z
  .strictObject({
    id: uuid('Id of the reconciliation', '对账 ID'),
    ...period,
    region: regionField('Where the hospital was when they were compared', '对账时医疗机构所属地区'),
    clearingType,
    fileNo,
    resultFileNo: code(30, 'Number of the file of differences', '对账结果文件编号', 'file_qury_no'),
    result,
    here: named(sums, 'The ledger of the period', '中心账'),
    there: named(sums, 'The lines of the file', '医院账'),
    difference: named(sums, 'Here less there', '中心减医院的差额'),
    faultyLines: named(z.int(), 'Lines that could not be read', '无法读取的行数'),
    differences: named(z.int(), 'How many differences', '差异条数'),
    counts: named(counts, 'How many of each type', '各类差异条数'),
    comparedAt: instant('When it was compared', '对账时间'),
  })
  .meta({ id: 'Reconciliation' })
export const reconciliationList = listOf(reconciliation, 'Reconciliations, newest first', '对账列表，最新在前').meta({
  id: 'ReconciliationList',
})

export const reconciliationParams = z.strictObject({
  id: code(36, 'Id of the reconciliation, or the number of its file of differences', '对账 ID 或结果文件编号'),
})
export const reconciliationsQuery = z.strictObject({ hospitalCode: hospitalCode.optional(), ...page })
export const differencesQuery = z.strictObject({ ...page })

const side = (en: string, zh: string) =>
  named(
    z
      .strictObject({
        total: signedMoney('Total cost', '医疗费总额', 'medfee_sumamt'),
        fundPaid: signedMoney('Paid by every fund', '基金支付总额', 'fund_pay_sumamt'),
        accountPaid: signedMoney('Paid by the personal account', '个人账户支出', 'acct_pay'),
      })
      .nullable(),
    en,
    zh,
  )
const maybe = (en: string, zh: string, national?: string) => named(z.string().nullable(), en, zh, national)
const actionCodes = Object.keys(actions) as [keyof typeof actions, ...(keyof typeof actions)[]]

const difference = z
  .strictObject({
    seq: named(z.int(), 'Its number in the reconciliation', '序号'),
    type: oneOf(differenceTypes, 'Type of the difference', '差异类型', differenceNames),
    refunded: named(z.boolean(), 'true for the row of a reversal', '是否退费行', 'refd_setl_flag'),
    settlementId: maybe(
      'Id of the settlement; null where the ledger has none',
      '结算 ID；中心没有时为 null',
      'setl_id',
    ),
    settlementNo: maybe(
      'The hospital’s number, or what the file calls it',
      '医药机构结算编号或文件中的标识',
      'medins_setl_id',
    ),
    personNo: maybe('Number of the person', '人员编号', 'psn_no'),
    therePersonNo: maybe(
      'Number of the person in the file, where that is somebody else; else null',
      '文件中的人员编号，与中心不同时填写',
      'psn_no',
    ),
    visitId: maybe('Id of the visit, as the file has it', '就诊 ID', 'mdtrt_id'),
    line: named(z.int().nullable(), 'Line of the file; null where the file has none', '文件行号；文件中没有时为 null'),
    postedOn: named(aDay.nullable(), 'The day on which the ledger has it', '中心记账日'),
    here: side('What the ledger has; null where it has nothing', '中心金额；没有时为 null'),
    there: side('What the file has; null where it has nothing', '医院金额；没有时为 null'),
    difference: named(
      z.strictObject({
        total: signedMoney('Total cost', '医疗费总额'),
        fundPaid: signedMoney('Paid by every fund', '基金支付总额'),
        accountPaid: signedMoney('Paid by the personal account', '个人账户支出'),
      }),
      'Here less there',
      '中心减医院的差额',
    ),
    action: named(
      z.strictObject({
        code: named(z.enum(actionCodes), 'What resolves it', '处理方式代码'),
        side: named(z.enum(['here', 'there']), 'Whose accounts change', '应更正的一方：here 中心, there 医院'),
        text: named(z.string(), 'What to do', '处理说明', 'memo'),
      }),
      'The action that resolves it',
      '处理方式',
    ),
  })
  .meta({ id: 'Difference' })
export const differenceList = listOf(difference, 'What did not agree', '差异列表').meta({ id: 'DifferenceList' })
