import { z } from 'zod'
import { hospitalCode } from '../settlement/request-schemas.ts'
import { aDay, flagField, instant, named, uuid } from '../shared/fields.ts'
import { hospitalBody } from './schemas.ts'

export const hospitalTerms = z
  .strictObject({
    hospitalCode,
    items: named(
      z.array(
        z.strictObject({
          id: uuid('Id of the record', '记录 ID'),
          from: named(aDay.nullable(), 'First day; null: before the first change', '开始日期；null 为首次变更之前'),
          level: hospitalBody.level,
          feeClass: hospitalBody.feeClass,
          designated: hospitalBody.designated,
          criticalDiseaseDesignated: hospitalBody.criticalDiseaseDesignated,
          reason: named(z.string().nullable(), 'Why what was recorded from that day was wrong', '更正原因'),
          standing: flagField('Whether it still tells; false once one of the same day was recorded', '是否仍有效'),
          recordedAt: instant('When it was recorded', '登记时间'),
          recordedBy: named(z.string(), 'Caller that recorded it', '登记的调用方'),
        }),
      ),
      'By their first day; empty for a hospital that never changed',
      '按开始日期；从未变更的为空',
    ),
    names: named(
      z.array(
        z.strictObject({
          name: named(z.string(), 'What it was called', '原名称', 'fixmedins_name'),
          until: instant('When that was corrected', '更正时间'),
          reason: named(z.string().nullable(), 'Why', '更正原因'),
          replacedBy: named(z.string(), 'Caller that corrected it', '更正的调用方'),
        }),
      ),
      'Names of before, the oldest first; what was settled then is printed with them',
      '曾用名称，当时的结算单按原名称打印',
    ),
  })
  .meta({ id: 'HospitalTerms' })
