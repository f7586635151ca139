import { z } from 'zod'
import { callerKinds } from '../../application/callers/caller.ts'
import { hospitalCode } from '../settlement/request-schemas.ts'
import { anInstant, instant, listOf, named, oneOf, regionField, uuid, wordsText } from '../shared/fields.ts'

export const kindNames = {
  hospital: { zh: '医疗机构', en: 'hospital' },
  bureau: { zh: '医保经办机构', en: 'bureau' },
  auditor: { zh: '审计', en: 'auditor' },
}
const kind = oneOf(
  callerKinds,
  'hospital settles for itself, bureau keeps the registers of its region, auditor reads',
  '调用方种类',
  kindNames,
)
const name = wordsText(100, 'Who holds the key', '持有人')
const scope = regionField('Region of the caller; 000000 is every region', '所属地区；000000 为全部地区')
const issuedName = named(
  name.optional(),
  'Who will hold the key; whoever holds every region has to say it of a bureau and an auditor',
  '持有人；全部地区的经办机构为 bureau、auditor 签发时必填',
)
const issuedScope = named(
  scope.optional(),
  'Region of the key. Left out, the hospital’s, or that of whoever issues it; whoever holds every region has to say it, 000000 included',
  '所属地区。不填时为该医疗机构的地区，或签发者的地区；全部地区的经办机构须填写，确需全部地区时填 000000',
)

/** Of what hospitals send, and bureaus in their name. */
export const enteredBy = z
  .strictObject({ kind: oneOf(callerKinds, 'What the caller was', '调用方种类', kindNames), name })
  .meta({
    id: 'EnteredBy',
    description: 'Who sent it: the hospital, or a bureau in its name / 提交者：医疗机构，或代其录入的经办机构',
  })

export const callerRequest = z
  .strictObject(
    {
      kind,
      name: issuedName,
      region: issuedScope,
      hospitalCode: named(
        hospitalCode.nullable().optional(),
        'The hospital; for kind hospital only',
        '医疗机构编号，仅 hospital 类填写',
        'fixmedins_code',
      ),
    },
    { error: 'object' },
  )
  .meta({ id: 'CallerRequest' })

const callerFields = {
  id: uuid('Id of the caller', '调用方 ID'),
  kind,
  name,
  region: scope,
  hospitalCode: named(
    hospitalCode.nullable(),
    'The hospital a hospital’s key speaks for',
    '医疗机构密钥对应的机构编号',
    'fixmedins_code',
  ),
  createdAt: instant('When the key was issued', '签发时间'),
}
export const issuedCaller = z
  .strictObject({
    ...callerFields,
    key: named(z.string(), 'The key; shown this once and stored hashed', '密钥，仅此一次显示，仅存哈希'),
  })
  .meta({ id: 'IssuedCaller' })
export const caller = z
  .strictObject({ ...callerFields, revokedAt: named(anInstant.nullable(), 'When it was revoked', '吊销时间') })
  .meta({ id: 'Caller' })
export const callerList = listOf(caller, 'Callers', '调用方列表').meta({ id: 'CallerList' })
export const callerParams = z.strictObject({ id: uuid('Id of the caller', '调用方 ID') })
