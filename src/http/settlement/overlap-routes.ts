import { z } from 'zod'
import { readOverlappingStays } from '../../application/settlement/overlapping-stays.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { day, instant, listOf, named, page, regionField, uuid } from '../shared/fields.ts'
import { answer, refusals } from '../shared/problem.ts'
import { hospitalCode, personNo, settlementNo } from './request-schemas.ts'

const days = {
  from: day('Day on which the visit began', '就医开始日期'),
  to: day('Day of discharge or service', '出院或就诊日期'),
}

const overlap = z
  .strictObject({
    personNo,
    settlementId: uuid('Id of the settlement', '结算 ID'),
    hospitalCode,
    settlementNo,
    insuredRegion: regionField('Region of insurance', '参保地医保区划', 'insuplc_admdvs'),
    ...days,
    other: named(
      z.strictObject({ hospitalCode, settlementNo, ...days }).meta({ id: 'OverlappedStay' }),
      'The settlement that was there before',
      '此前已有的结算',
    ),
    foundAt: instant('When the settlement was posted', '结算时间'),
  })
  .meta({ id: 'StayOverlap' })

const listSchema = {
  operationId: 'listStayOverlaps',
  tags: [tags.settlement],
  summary: 'Stays that overlap / 住院日期重叠清单',
  description:
    'Settlements of one person with days in common, while both stand; a discharge and an admission on one day is a transfer and not listed. The settlement carries the warning `stay-overlaps`. Bureaus and auditors. / 同一人就医日期重叠且均未撤销的结算；同日出院、入院视为转院，不列。结算带有 stay-overlaps 提示。仅限经办机构与审计。',
  querystring: z.strictObject({
    region: regionField(
      'Where people are insured; left out, the region of the key',
      '参保地区；不填为密钥所属地区',
    ).optional(),
    ...page,
  }),
  response: {
    200: answer(
      listOf(overlap, 'The first found first', '按发现先后').meta({ id: 'StayOverlapList' }),
      'A page of them',
      '一页清单',
    ),
    ...refusals(),
  },
}

export function overlapRoutes(app: App, { service }: Parts): void {
  app.get('/stay-overlaps', { schema: listSchema }, ({ caller, query }) => readOverlappingStays(service, caller, query))
}
