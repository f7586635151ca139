import { z } from 'zod'
import { idNumber, idType, personName } from '../registers/schemas.ts'
import { personNo } from '../settlement/request-schemas.ts'
import { day, instant, named, regionField } from '../shared/fields.ts'

export const certificateReadRequest = z
  .strictObject(
    {
      idType: idType.default('01'),
      idNumber: named(
        idNumber,
        'Number of the certificate at hand; in the body, so that no address holds it',
        '所持证件的号码，放在请求体中',
        'certno',
      ),
      name: personName,
    },
    { error: 'object' },
  )
  .meta({ id: 'CertificateReadRequest' })

const patient = z
  .strictObject({
    personNo,
    name: named(z.string(), 'Name, as registered', '人员姓名', 'psn_name'),
    idType,
    idNumber: named(z.string(), 'Number of the certificate, masked', '证件号码（已遮盖）', 'certno'),
    birthDate: day('Date of birth', '出生日期', 'brdy'),
    gender: named(
      z.enum(['1', '2']).nullable(),
      '1 male, 2 female, as the certificate tells; null where it does not',
      '性别：1 男，2 女；证件不含性别的为 null',
      'gend',
    ),
    insuredRegion: regionField('Where the person is insured', '参保地区', 'insuplc_admdvs'),
  })
  .meta({ id: 'Patient', description: 'A person as a hospital knows whom it treats / 就诊人员' })

export const certificateRead = z
  .strictObject({
    people: named(
      z.array(patient),
      'Whom the certificate belongs to; more than one where a register holds somebody twice',
      '证件对应的人员；重复登记的会有多条',
    ),
    readAt: instant('When it was read', '读取时间'),
    until: instant('Until when this hospital may look at them for it', '本机构可据此查询的截止时间'),
  })
  .meta({ id: 'CertificateRead' })
