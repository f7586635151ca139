import { z } from 'zod'
import { countedAlertStatuses, countedApplicationStatuses } from '../../application/overview/overview.ts'
import { careNames, cares } from '../../domain/names/care.ts'
import { fund } from '../fund/schemas.ts'
import { category, maybeCategory } from '../shared/clause.ts'
import { limitAccountFields } from '../shared/counted-period.ts'
import { day, instant, money, named, oneOf, regionField, signedMoney, yearField, yearQuery } from '../shared/fields.ts'

const place = regionField('Region: a county, a city or a province', '地区：县、市或省的区划')

export const overviewQuery = z.strictObject({
  region: place,
  year: yearQuery('Year of the visits', '待遇年度'),
  on: day(
    'Day on which identities are counted; left out today, or the last day of a past year',
    '身份统计日期；不填为今天，往年为年末',
  ).optional(),
})

const people = (en: string, zh: string) => named(z.int(), en, zh)

export const aidSumFields = {
  settlements: named(z.int(), 'Settlements made less those reversed', '结算人次，已扣除冲正'),
  assistance: signedMoney('Medical assistance', '医疗救助', 'maf_pay'),
  reAid: signedMoney('Re-aid', '再救助'),
  tilt: signedMoney('Tilted assistance', '倾斜救助'),
  aid: signedMoney('The three together', '救助合计'),
  hospital: signedMoney('Borne by hospitals', '医院负担', 'hosp_part_amt'),
}
const by = <S extends z.ZodRawShape>(id: string, shape: S, en: string, zh: string) =>
  named(z.array(z.strictObject({ ...shape, ...aidSumFields }).meta({ id })), en, zh)

const aid = z
  .strictObject({
    ...aidSumFields,
    byMonth: by(
      'AidByMonth',
      { month: named(z.string(), 'Month of posting, in China', '记账年月') },
      'By the month in which it was posted; what was corrected later is in the later month',
      '按记账月份；以后更正的计入更正当月',
    ),
    byCategory: by(
      'AidByCategory',
      { category: maybeCategory('Identity that counted', '采用的救助身份') },
      'By the identity that each settlement stands under',
      '按每笔结算现行采用的救助身份',
    ),
    byCare: by('AidByCare', { care: oneOf(cares, 'Care', '医疗类别', careNames) }, 'By care', '按医疗类别'),
    byHospital: by(
      'AidByHospital',
      {
        hospitalCode: named(z.string(), 'Code of the hospital', '定点医药机构编号', 'fixmedins_code'),
        name: named(z.string().nullable(), 'Its name', '定点医药机构名称', 'fixmedins_name'),
      },
      'The hospitals with most aid, 500 at most',
      '救助金额最多的医院，最多 500 家',
    ),
    otherHospitals: named(
      z
        .strictObject({ hospitals: named(z.int(), 'How many', '医院数'), ...aidSumFields })
        .meta({ id: 'AidOfOtherHospitals' })
        .nullable(),
      'All other hospitals together; null when there are none',
      '其余医院合计；没有时为 null',
    ),
  })
  .meta({ id: 'AidOverview' })

const counts = <const S extends readonly [string, ...string[]]>(id: string, statuses: S, en: string, zh: string) =>
  named(
    z.array(
      z
        .strictObject({ status: named(z.enum(statuses), 'Status', '状态'), count: named(z.int(), 'How many', '数量') })
        .meta({ id }),
    ),
    en,
    zh,
  )

export const overviewAnswer = z
  .strictObject({
    region: place,
    year: yearField('Year of the visits', '待遇年度'),
    on: day('Day on which identities were counted', '身份统计日期'),
    readAt: instant('When all of it was read, at once', '统计时点，全部数据取自同一时点'),
    people: named(
      z
        .strictObject({
          total: people('People with an identity in force', '有有效身份的人数'),
          byCategory: named(
            z.array(
              z
                .strictObject({
                  category: category('Identity that counts', '采用的救助身份'),
                  people: people('People', '人数'),
                })
                .meta({ id: 'PeopleByCategory' }),
            ),
            'Each person once, under the identity with the best terms',
            '每人只计一次，按待遇最高的身份',
          ),
        })
        .meta({ id: 'PeopleOverview' }),
      'People of the register',
      '登记人员',
    ),
    aid: named(aid, 'Aid posted for the visits of the year', '该年度就医的救助金额'),
    limitsUsedUp: named(
      z.array(
        z
          .strictObject({
            region: regionField('Region whose policy sets the limit', '规定限额的地区'),
            ...limitAccountFields,
            people: people('People who have nothing left of it', '限额用尽的人数'),
          })
          .meta({ id: 'LimitUsedUp' }),
      ),
      'Limits of which nothing is left in the period that the day lies in: what was settled by now, over the year’s end too',
      '该日所在期间内已用尽的限额，按目前已结算的计，期间跨年的含上一年度',
    ),
    openingBalances: named(
      z
        .strictObject({
          people: named(z.int(), 'People whose year begins with what was used before', '有期初余额的人数'),
          waiting: named(z.int(), 'People whose opening balance waits for a second pair of eyes', '待复核人数'),
          limits: named(
            z.array(
              z
                .strictObject({
                  ...limitAccountFields,
                  used: money('Used before', '期初已用'),
                })
                .meta({ id: 'OpenedOfRegion' }),
            ),
            'What was used of each limit before this ledger began',
            '各限额期初已用合计',
          ),
        })
        .meta({ id: 'OpeningFigures' }),
      'Opening balances of the year',
      '本年度期初余额',
    ),
    alerts: counts('AlertCount', countedAlertStatuses, 'Early warnings of the year', '年度预警'),
    premiumSubsidies: named(
      z
        .strictObject({
          people: people('People subsidised', '资助人数'),
          amount: signedMoney('Recorded, with corrections', '登记金额，含更正'),
          byCategory: named(
            z.array(
              z
                .strictObject({
                  category: maybeCategory('Identity', '救助身份'),
                  people: people('People', '人数'),
                  amount: money('Amount', '金额'),
                })
                .meta({ id: 'SubsidisedByCategory' }),
            ),
            'By identity',
            '按救助身份',
          ),
        })
        .meta({ id: 'SubsidyOverview' }),
      'Premium subsidies of the year',
      '年度参保资助',
    ),
    applications: counts(
      'ApplicationCount',
      countedApplicationStatuses,
      'Applications for an identity from a day of the year',
      '申请自该年度某日起享受待遇的申请',
    ),
    fund: named(
      fund.nullable(),
      'The region’s fund; null for a place without one',
      '地区基金；没有自己基金的地区为 null',
    ),
  })
  .meta({ id: 'Overview' })
