import { z } from 'zod'
import { cautionCodes } from '../../application/shared/caution.ts'
import { careNames } from '../../domain/names/care.ts'
import { hospitalLevels, knownGrades } from '../../domain/names/hospitals.ts'
import { insurances } from '../../domain/names/insurances.ts'
import { registrationKinds } from '../../domain/names/registrations.ts'
import { hospitalCode, personNo } from '../settlement/request-schemas.ts'
import {
  aDay,
  code,
  day,
  flagField,
  instant,
  listOf,
  named,
  oneOf,
  orNothing,
  page,
  regionField,
  someWords,
  uuid,
  wordsText,
} from '../shared/fields.ts'

export const hospitalParams = z.strictObject({ hospitalCode })
export const personParams = z.strictObject({ personNo })
export const pageQuery = z.strictObject(page)

const knownGrade = z
  .string({ error: 'grade' })
  .superRefine((word, context) => {
    const values = [...knownGrades()]
    if (!values.includes(word)) context.addIssue({ code: 'invalid_value', values, input: word })
  })
  .meta({ examples: ['class-one'] })

export const hospitalBody = {
  name: wordsText(200, 'Name of the hospital', '定点医药机构名称', 'fixmedins_name'),
  region: regionField('Region of the hospital', '就医地医保区划', 'mdtrtarea_admvs'),
  level: oneOf(hospitalLevels, 'Level of the hospital: one, two or three', '医院等级：one 一级, two 二级, three 三级'),
  feeClass: named(
    knownGrade.nullable(),
    'Charge class: class-one, city-two, county-two, class-three, or a grade that a pack declares; null where there is none',
    '收费类别：class-one 一类, city-two 省市级二类, county-two 县级二类, class-three 三类，或当地政策包声明的类别；没有的为 null',
  ),
  designated: flagField('Whether it is designated; claims of others are refused', '是否定点医药机构'),
  criticalDiseaseDesignated: flagField(
    'Whether it is designated for the listed critical diseases',
    '是否重特大疾病定点救治医院',
  ),
}
export const hospitalRequest = z
  .strictObject(
    {
      ...hospitalBody,
      feeClass: hospitalBody.feeClass.default(null),
      criticalDiseaseDesignated: hospitalBody.criticalDiseaseDesignated.default(false),
      from: named(
        aDay.nullish(),
        'First day of a change of level, class or designation; left out: today',
        '等级、收费类别、定点变更的起始日期；不填为今天',
      ),
      reason: named(
        someWords(200).nullish(),
        'Why what was recorded is wrong; needed for a second record of one day, and for another name where anything was settled',
        '更正原因；同一日再次登记，或已有结算而更改名称的必填',
      ),
    },
    { error: 'object' },
  )
  .meta({ id: 'HospitalRequest' })
export const hospital = z
  .strictObject({
    hospitalCode,
    ...hospitalBody,
    recordedAt: instant('First recorded', '首次登记时间'),
    updatedAt: instant('Last changed', '最近变更时间'),
  })
  .meta({ id: 'Hospital' })
export const hospitalList = listOf(hospital, 'Hospitals by code', '医疗机构列表').meta({ id: 'HospitalList' })

/** Of an officer's certificate it has Chinese words in it: 军字第0123456号. What is of full width is read as the plain one. */
export const idNumber = z
  .string({ error: 'id-number' })
  .regex(/^[\p{L}\p{N}()（）〔〕·./-]{4,50}$/u, { error: 'id-number' })
const enrolledTier = named(
  z.literal([1, 2], { error: 'enrolled-tier' }).nullable(),
  'Contribution tier until a dated enrolment says otherwise: 1, also where a region has no tiers; 2; null for who is not enrolled',
  '参保缴费档次，有参保登记的以登记为准：1（不分档的也填 1）、2；未参保为 null',
)
export const personName = wordsText(50, 'Name of the person', '人员姓名', 'psn_name')
export const idType = code(
  6,
  'Type of the identity document; 01 is the resident identity card',
  '人员证件类型，01 为居民身份证',
  'psn_cert_type',
)
const beneficiaryBody = {
  name: personName,
  idType,
  birthDate: day('Date of birth', '出生日期', 'brdy'),
  insuredRegion: regionField(
    'Region of insurance: sent, since before anything known here until a dated one says otherwise; answered, by now',
    '参保地医保区划；填报的为一向参保地，有参保地变更登记的以登记为准；返回现参保地',
    'insuplc_admdvs',
  ),
}
const insuranceField = oneOf(
  insurances,
  'Whose basic insurance the person is in, until a dated enrolment says otherwise',
  '险种：residents 城乡居民, employees 职工；有参保登记的以登记为准 (insutype 390, 310)',
)
export const beneficiaryRequest = z
  .strictObject(
    {
      ...beneficiaryBody,
      idNumber: named(idNumber, 'Number of the document; stored encrypted', '证件号码，加密保存', 'certno'),
      enrolledTier: named(
        enrolledTier.optional(),
        'Tier since before anything known here, 1 also where there are no tiers; null or left out: not enrolled',
        '参保档次（不分档的填 1），未参保为 null 或不填',
      ),
      insurance: named(
        insuranceField.optional(),
        'In whose insurance, until a dated enrolment says otherwise; residents where it is left out',
        '险种，不填为城乡居民；有参保登记的以登记为准',
      ),
      reason: orNothing(
        wordsText(
          200,
          'Why what was registered is wrong; needed where anything was settled and name, document or birth change',
          '更正原因；已有结算而更改姓名、证件或出生日期的必填',
        ),
      ),
    },
    { error: 'object' },
  )
  .meta({ id: 'BeneficiaryRequest' })
export const beneficiary = z
  .strictObject({
    personNo,
    ...beneficiaryBody,
    name: named(z.string(), 'Name, masked unless a bureau asks for it', '人员姓名，默认脱敏', 'psn_name'),
    idNumber: named(
      z.string(),
      'Number of the document, masked unless a bureau asks for it',
      '证件号码，默认脱敏',
      'certno',
    ),
    enrolledTier,
    insurance: insuranceField,
    recordedAt: instant('First recorded', '首次登记时间'),
    updatedAt: instant('Last changed', '最近变更时间'),
  })
  .meta({ id: 'Beneficiary' })
/** Something that was taken as sent but should be looked at. */
export const caution = z
  .strictObject({
    code: named(z.enum(cautionCodes), 'A stable word for the caution', '提示代码'),
    text: named(z.string(), 'What to check', '请核对的内容'),
  })
  .meta({ id: 'Caution' })

export const registeredBeneficiary = beneficiary
  .extend({
    warnings: named(
      z.array(caution),
      'What was registered as sent but should be checked',
      '已按所填登记但请核对的内容',
    ),
  })
  .meta({ id: 'RegisteredBeneficiary' })
export const beneficiaryList = listOf(beneficiary, 'People by number', '参保人列表').meta({ id: 'BeneficiaryList' })
export const beneficiaryQuery = z.strictObject({
  show: named(
    z.literal('idNumber').optional(),
    'idNumber shows the name and the ID number unmasked; bureaus only, and it is recorded',
    '填 idNumber 则不脱敏显示姓名和证件号码，仅限经办机构并留痕',
  ),
})
export const searchRequest = z
  .strictObject(
    {
      idType: beneficiaryBody.idType.default('01'),
      idNumber: named(
        idNumber.optional(),
        'Number of the document; in the body, so that no address holds it',
        '证件号码，放在请求体中',
        'certno',
      ),
      name: named(someWords(50).optional(), 'The whole name, as registered', '完整姓名，与登记一致', 'psn_name'),
      birthDate: named(aDay.optional(), 'Date of birth, beside another', '出生日期，与其他条件同填', 'brdy'),
      personNo: personNo.optional(),
    },
    { error: 'object' },
  )
  .meta({ id: 'BeneficiarySearch' })

const kindNames = {
  chronic: careNames['outpatient-chronic'],
  'special-drug': careNames['outpatient-special-drug'],
  'special-disease': careNames['outpatient-special-disease'],
  'critical-disease': careNames['critical-disease'],
}
export const registrationBody = {
  kind: oneOf(registrationKinds, 'Kind of registration (2503)', '备案类别', kindNames),
  diseaseCode: wordsText(50, 'Code of the disease', '病种编码'),
  diseaseName: wordsText(100, 'Name of the disease', '病种名称'),
  management: named(
    z.enum(['visit', 'quota']).nullable(),
    'Chronic diseases: settled by visit or under a quota',
    '慢性病管理方式：visit 参照住院按次, quota 定额；其他为 null',
  ),
  packageCode: named(
    someWords(100).nullable(),
    'Package of a listed critical disease',
    '重特大疾病单病种包；其他为 null',
  ),
  from: day('First day', '开始日期', 'begndate'),
  to: named(aDay.nullable(), 'Last day; null while it has no end', '截止日期；长期有效为 null', 'enddate'),
}
export const registrationRequest = z
  .strictObject(
    {
      ...registrationBody,
      management: registrationBody.management.default(null),
      packageCode: registrationBody.packageCode.default(null),
      to: registrationBody.to.default(null),
    },
    { error: 'object' },
  )
  .meta({ id: 'RegistrationRequest' })
export const registration = z
  .strictObject({
    id: uuid('Id of the registration', '备案 ID'),
    personNo,
    ...registrationBody,
    recordedAt: instant('When it was recorded', '登记时间'),
    recordedBy: named(z.string(), 'Caller that recorded it', '登记的调用方'),
  })
  .meta({ id: 'Registration' })
export const registrationEnd = z
  .strictObject({ to: day('Last day of the registration', '备案截止日期', 'enddate') }, { error: 'object' })
  .meta({ id: 'RegistrationEnd' })
export const registrationParams = z.strictObject({ personNo, id: uuid('Id of the registration', '备案 ID') })
export const registrationList = listOf(registration, 'Every registration ever recorded', '全部备案记录').meta({
  id: 'RegistrationList',
})
