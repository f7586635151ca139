import { z } from 'zod'
import { runStage } from '../recalculation/run-schemas.ts'
import { instant, listOf, named, page, regionField, uuid, wordsText } from '../shared/fields.ts'

const ofRegion = regionField('Region of the pack', '政策包所属地区')

export const policyCorrectionRequest = z
  .strictObject(
    {
      region: ofRegion,
      policyHash: named(
        z
          .string({ error: 'policy-hash' })
          .max(71, { error: 'policy-hash', abort: true })
          .regex(/^sha256:[0-9a-f]{64}$/, { error: 'policy-hash' })
          .meta({ examples: [`sha256:${'0'.repeat(64)}`] }),
        'Hash of the pack that had the mistake, as the settlements made under it carry it',
        '有误的政策包哈希，即按其结算的记录所载的 policyHash',
      ),
      reason: wordsText(200, 'What was wrong, as the postings will say it', '错误说明，随记账保存'),
    },
    { error: 'object' },
  )
  .meta({ id: 'PolicyCorrectionRequest' })

export const policyCorrection = z
  .strictObject({
    id: uuid('Id of the correction', '政策更正 ID'),
    region: ofRegion,
    policyHash: named(z.string(), 'Hash of the pack that had the mistake', '有误的政策包哈希'),
    correctedHash: named(z.string(), 'Hash of the mended pack, in use when it was started', '发起时使用的政策包哈希'),
    reason: named(z.string(), 'What was wrong', '错误说明'),
    startedAt: instant('When it was started', '发起时间'),
    startedBy: named(z.string(), 'Id of whoever started it', '发起方 ID'),
    listing: runStage('The list: what would come out differently', '清单：将会改变的结果'),
    posting: runStage('The postings; null until they are asked for', '记账；尚未发起为 null'),
  })
  .meta({ id: 'PolicyCorrection' })
export const correctionList = listOf(policyCorrection, 'Corrections, newest first', '政策更正列表，最新在前').meta({
  id: 'PolicyCorrectionList',
})

export const correctionParams = z.strictObject({ id: uuid('Id of the correction', '政策更正 ID') })
export const correctionsQuery = z.strictObject({
  region: regionField('Corrections of this region alone', '只查该地区').optional(),
  ...page,
})
