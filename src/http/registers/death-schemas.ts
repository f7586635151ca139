import { z } from 'zod'
import { careNames, cares } from '../../domain/names/care.ts'
import { hospitalCode, personNo, settlementNo } from '../settlement/request-schemas.ts'
import {
  aDay,
  day,
  instant,
  listOf,
  money,
  named,
  oneOf,
  page,
  regionField,
  uuid,
  yearField,
} from '../shared/fields.ts'
import { correction, recorded } from './fact-schemas.ts'

const diedOn = named(aDay.nullable(), 'Day of death; null: no death', '死亡日期；null 表示没有死亡')

export const deathRequest = z
  .strictObject({ diedOn, source: recorded.source, reason: correction.reason }, { error: 'object' })
  .meta({ id: 'DeathRequest' })

const settledAfter = z
  .strictObject({
    personNo,
    diedOn: day('Day of death', '死亡日期'),
    recordedAt: instant('When the death was recorded', '死亡登记时间'),
    settlementId: uuid('Id of the settlement', '结算 ID'),
    settlementNo,
    hospitalCode,
    care: oneOf(cares, 'Kind of care', '医疗类别 (med_type)', careNames),
    beganOn: day('Day on which the visit began', '就医开始日期'),
    endedOn: day('Day of discharge or service', '出院或就诊日期'),
    settledAt: instant('When it was settled', '结算时间'),
  })
  .meta({ id: 'SettledAfterDeath' })

export const death = z
  .strictObject({
    personNo,
    diedOn,
    records: named(
      z.array(z.strictObject({ ...recorded, diedOn }).meta({ id: 'DeathRecord' })),
      'Every record of it, the first first',
      '历次登记，按登记先后',
    ),
    settledAfter: named(
      z.array(settledAfter),
      'What stands of visits that began after it, at most 500',
      '死亡之后开始且未撤销的结算，最多 500 笔',
    ),
    subsidisedAfter: named(
      z.array(
        z
          .strictObject({
            year: yearField('Year of the premium', '参保年度'),
            subsidy: money('Subsidy on record', '已登记的资助'),
          })
          .meta({ id: 'SubsidisedAfterDeath' }),
      ),
      'Premium subsidies of later years',
      '以后年度的参保资助',
    ),
  })
  .meta({ id: 'Death' })

export const afterDeathQuery = z.strictObject({
  region: regionField(
    'Where people are insured; left out, the region of the key',
    '参保地区；不填为密钥所属地区',
  ).optional(),
  ...page,
})
export const settledAfterDeathList = listOf(settledAfter, 'By person', '按人员').meta({ id: 'SettledAfterDeathList' })
