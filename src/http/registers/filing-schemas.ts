import { z } from 'zod'
import { filingKindNames, filingKinds } from '../../domain/names/filings.ts'
import { hospitalCode, personNo, settlementNo } from '../settlement/request-schemas.ts'
import { aDay, day, instant, listOf, named, oneOf, orNothing, regionField, uuid, wordsText } from '../shared/fields.ts'
import { correction, recorded } from './fact-schemas.ts'

const kind = oneOf(
  filingKinds,
  'What is filed: residence holds for the whole time, to its region; temporary and referral to a region or a hospital; emergency anywhere where it names no place',
  '备案类别：residence 备案期间在该地区均有效；temporary、referral 到地区或医疗机构；emergency 未填地点的不限地点',
  filingKindNames,
)
const from = day('First day', '开始日期', 'begndate')

export const filingRequest = z
  .strictObject(
    {
      kind,
      toRegion: orNothing(regionField('To which region', '转往或居住地区', 'mdtrtarea_admdvs')),
      toHospital: orNothing(hospitalCode),
      from,
      to: orNothing(day('Last day; left out while it has no end', '截止日期；长期有效不填', 'enddate')),
      source: recorded.source,
      ...correction,
    },
    { error: 'object' },
  )
  .meta({ id: 'FilingRequest' })

export const filing = z
  .strictObject({
    ...recorded,
    kind,
    toRegion: named(z.string().nullable(), 'To which region', '转往或居住地区', 'mdtrtarea_admdvs'),
    toHospital: named(z.string().nullable(), 'To which hospital', '转往医疗机构', 'reflin_medins_no'),
    from,
    to: named(aDay.nullable(), 'Last day; null while it has no end', '截止日期；长期有效为 null', 'enddate'),
  })
  .meta({ id: 'Filing', description: 'What was filed for care outside the insured place / 异地就医备案' })

export const filingList = listOf(filing, 'Every filing ever recorded', '全部备案').meta({ id: 'FilingList' })

export const filingParams = z.strictObject({ personNo, id: uuid('Id of the filing', '备案记录 ID') })
export const filingWithdrawal = z
  .strictObject({ reason: wordsText(200, 'Why it was wrong', '撤销原因') }, { error: 'object' })
  .meta({ id: 'FilingWithdrawal' })

const unfiled = z
  .strictObject({
    personNo,
    settlementId: uuid('Id of the settlement', '结算 ID'),
    hospitalCode,
    settlementNo,
    insuredRegion: regionField('Region of insurance', '参保地医保区划', 'insuplc_admdvs'),
    from: day('Day on which the visit began', '就医开始日期'),
    to: day('Day of discharge or service', '出院或就诊日期'),
    settledAt: instant('When it was settled', '结算时间'),
  })
  .meta({ id: 'UnfiledReferral' })

export const unfiledList = listOf(unfiled, 'The first settled first', '按结算先后').meta({ id: 'UnfiledReferralList' })
