import { z } from 'zod'
import { bySource } from '../fund/schemas.ts'
import { asksFor, groupField, rateFields } from '../premiums/run-schemas.ts'
import { clauseField } from '../shared/clause.ts'
import { department } from '../shared/departments.ts'
import { day, instant, money, named, regionField, signedMoney, yearField } from '../shared/fields.ts'
import { aidSumFields } from './schemas.ts'

const maybe = (en: string, zh: string) => named(z.string().nullable(), en, zh)
const count = (en: string, zh: string) => named(z.int(), en, zh)

const enrolmentOfGroup = z
  .strictObject({
    group: groupField,
    line: asksFor,
    clause: clauseField('The clause that draws the line', '所依据的条款'),
    ...rateFields,
  })
  .meta({ id: 'PlaceEnrolment' })

const waiting = z
  .strictObject({ open: count('Open', '未办结'), overdue: count('Of them, past their day', '其中逾期') })
  .meta({ id: 'WaitingInPlace' })

const fund = z
  .strictObject({
    balance: money('What it holds', '基金余额'),
    received: bySource(
      'Received so far, by source: the levels of government and others',
      '累计收入，按来源（各级财政等）',
    ),
    committed: signedMoney('Promised and not paid', '已承诺未支付'),
    available: signedMoney('Balance less what is promised', '可用余额'),
  })
  .meta({ id: 'PlaceFund' })

const clearingsWaiting = z
  .strictObject({ clearings: count('Clearings', '清算申请数'), since: maybe('Day of the oldest', '最早申请日期') })
  .meta({ id: 'ClearingsWaiting' })

const late = z
  .strictObject({
    lists: named(
      z.array(
        z
          .strictObject({
            department: department('Department', '部门'),
            month: named(z.string(), 'Month of the list', '名单年月'),
            dueOn: day('When it was due', '应报送日期'),
          })
          .meta({ id: 'MissingList' }),
      ),
      'Lists of this month and the one before that were due and have not come',
      '本月和上月到期未报送的名单',
    ),
    unclaimed: named(
      z
        .strictObject({
          hospitals: count('Hospitals', '医疗机构数'),
          aid: signedMoney('Aid in no clearing', '未申请清算的救助金额'),
          since: maybe('First month of it', '最早月份'),
        })
        .meta({ id: 'UnclaimedInPlace' }),
      'Hospitals that have not applied for what was posted before this month, of the year’s visits',
      '本年度就医、本月以前记账而医疗机构尚未申请清算的',
    ),
    undecided: named(clearingsWaiting, 'Clearings that are applied for or held', '待核准或暂缓的清算'),
    unpaid: named(clearingsWaiting, 'Clearings that are approved and not paid', '已核准未拨付的清算'),
    comparisons: named(
      z
        .strictObject({
          notCompared: count(
            'Hospitals that settled last month and compared no day of it',
            '上月有结算而未对账的医疗机构',
          ),
          differing: count('Hospitals whose last comparison found a difference', '最近一次对账不一致的医疗机构'),
        })
        .meta({ id: 'ComparisonsInPlace' }),
      'Reconciliation, by where the hospital is',
      '对账，按医疗机构所在地',
    ),
  })
  .meta({ id: 'LateInPlace' })

const aPlace = z
  .strictObject({
    region: regionField('A city of the province, or a county of the city', '市或县的区划'),
    people: count('People with an identity in force', '有有效身份的人数'),
    enrolment: named(z.array(enrolmentOfGroup), 'Each group against its line', '各类人群参保率'),
    aid: named(
      z.strictObject(aidSumFields).meta({ id: 'PlaceAid' }),
      'Aid posted for the visits of the year of people insured there',
      '参保地在该地的人员该年度就医的救助金额',
    ),
    alerts: named(waiting, 'Early warnings of the year', '年度预警'),
    applications: named(waiting, 'Applications', '申请'),
    fund: named(fund.nullable(), 'Its fund; null where it has none of its own', '该地基金；没有自己基金的为 null'),
    late: named(late, 'Who is late with what, as of today', '逾期情况，截至今日'),
  })
  .meta({ id: 'Place' })

export const placesAnswer = z
  .strictObject({
    region: regionField('The region that was asked for', '所查询的地区'),
    year: yearField('Year of the visits', '待遇年度'),
    on: day('Day on which identities were counted', '身份统计日期'),
    readAt: instant('When all of it was read, at once', '统计时点'),
    places: named(z.array(aPlace), 'The places below it; a county alone', '下级地区；县为其本身'),
  })
  .meta({ id: 'Places' })
