import { z } from 'zod'
import { insurances } from '../../domain/names/insurances.ts'
import { personNo } from '../settlement/request-schemas.ts'
import {
  day,
  flagField,
  instant,
  listOf,
  named,
  orNothing,
  regionField,
  someWords,
  uuid,
  wordsText,
  yearField,
} from '../shared/fields.ts'
import { caution } from './schemas.ts'

/** What every fact of a person is recorded with. */
export const correction = {
  corrects: orNothing(uuid('The record that this one takes the place of', '所更正的记录 ID')),
  reason: orNothing(named(someWords(200), 'Why that one was wrong; with `corrects`', '更正原因；与 corrects 同填')),
}

export const recorded = {
  id: uuid('Id of the record', '记录 ID'),
  personNo,
  source: wordsText(100, 'Where it is known from', '信息来源'),
  corrects: named(z.string().nullable(), 'The record that this one took the place of', '所更正的记录'),
  reason: named(z.string().nullable(), 'Why that one was wrong', '更正原因'),
  standing: flagField('Whether it still stands: false once it was corrected', '是否仍有效；已被更正的为 false'),
  recordedAt: instant('When it was recorded', '登记时间'),
  recordedBy: named(z.string(), 'Caller that recorded it', '登记的调用方'),
}

const enrolmentBody = {
  year: yearField('Year of the enrolment', '参保年度'),
  tier: named(
    z.literal([1, 2], { error: 'enrolled-tier' }).nullable(),
    'Contribution tier: 1, also where a region has no tiers; 2; null: not enrolled in these days',
    '缴费档次：1（不分档的也填 1）、2；该期间未参保为 null',
  ),
  insurance: named(
    z.enum(insurances).nullable(),
    'residents or employees; null: as registered with the person',
    '险种：residents 城乡居民, employees 职工；null 为人员登记的险种 (insutype)',
  ),
  insuredGroup: named(
    z.string().max(40).nullable(),
    'Group of insured people, one that the packs declare; null: none is known',
    '参保人群，须为政策包声明的代码；未知为 null',
  ),
  withoutClaims: named(
    z.boolean().nullable(),
    'Whether the year passed without a claim on insurance; null: not known yet',
    '该年度是否零报销；尚不知道为 null',
  ),
  from: day('First day', '开始日期', 'begndate'),
}

export const enrolmentRequest = z
  .strictObject(
    {
      ...enrolmentBody,
      insurance: enrolmentBody.insurance.default(null),
      insuredGroup: enrolmentBody.insuredGroup.default(null),
      withoutClaims: enrolmentBody.withoutClaims.default(null),
      to: orNothing(day('Last day; left out: the last day of the year', '截止日期；不填为当年末日', 'enddate')),
      source: recorded.source,
      ...correction,
    },
    { error: 'object' },
  )
  .meta({ id: 'EnrolmentRequest' })

export const enrolment = z
  .strictObject({ ...recorded, ...enrolmentBody, to: day('Last day', '截止日期', 'enddate') })
  .meta({ id: 'PersonEnrolment' })

export const recordedEnrolment = enrolment
  .extend({ warnings: named(z.array(caution), 'What should be looked at', '请留意的内容') })
  .meta({ id: 'RecordedEnrolment' })

export const enrolmentList = listOf(enrolment, 'Every enrolment ever recorded', '全部参保登记').meta({
  id: 'PersonEnrolmentList',
})

const insuredRegionBody = {
  region: regionField('Region of insurance', '参保地医保区划', 'insuplc_admdvs'),
  from: day('First day; it holds until the next one begins', '开始日期；至下一条开始前有效'),
}

export const insuredRegionRequest = z
  .strictObject(
    {
      ...insuredRegionBody,
      source: recorded.source.optional(),
      withdrawn: named(
        z.boolean().default(false),
        'Takes away the record that `corrects` names and puts nothing in its place',
        '为 true 时撤销 corrects 所指记录',
      ),
      ...correction,
    },
    { error: 'object' },
  )
  .meta({ id: 'InsuredRegionRequest' })

export const insuredRegion = z
  .strictObject({
    ...recorded,
    ...insuredRegionBody,
    withdrawn: flagField('Whether it takes another record away', '是否为撤销记录'),
  })
  .meta({ id: 'InsuredRegion' })

export const insuredRegionList = listOf(insuredRegion, 'Every insured region ever recorded', '全部参保地登记').meta({
  id: 'InsuredRegionList',
})
