/** The words of the documents: who is aided, what care, which hospital. Codes are ours, names are the field's. */

export interface Bilingual {
  readonly zh: string
  readonly en: string
}

export type Language = keyof Bilingual

/** In the order in which ties between identities are settled, unless a pack orders them otherwise (G4). */
export const categories = [
  'tekun',
  'dibao',
  'poverty-returned',
  'monitored-unstable',
  'monitored-marginal',
  'monitored-sudden',
  'dibao-marginal',
  'illness-impoverished',
  'youfu',
  'severely-disabled',
  'low-income',
  'low-income-elder',
  'low-income-minor',
] as const
export type Category = (typeof categories)[number]

export const categoryNames: Record<Category, Bilingual> = {
  tekun: { zh: '特困人员', en: 'people in extreme poverty (tekun)' },
  dibao: { zh: '低保对象', en: 'recipients of the minimum living allowance (dibao)' },
  'poverty-returned': { zh: '返贫致贫人口', en: 'people returned to or fallen into poverty' },
  'monitored-unstable': { zh: '脱贫不稳定人口', en: 'monitored: unstable exit from poverty' },
  'monitored-marginal': { zh: '边缘易致贫人口', en: 'monitored: on the margin of poverty' },
  'monitored-sudden': { zh: '突发严重困难人口', en: 'monitored: sudden severe hardship' },
  'dibao-marginal': { zh: '低保边缘家庭成员', en: 'members of families on the margin of dibao' },
  'illness-impoverished': { zh: '因病致贫重病患者', en: 'severely ill patients impoverished by illness' },
  youfu: { zh: '在乡重点优抚对象', en: 'rural entitled groups (youfu)' },
  'severely-disabled': { zh: '重度残疾人员', en: 'severely disabled people' },
  'low-income': { zh: '低收入救助对象', en: 'low-income people' },
  'low-income-elder': { zh: '低收入家庭60岁以上老年人', en: 'people of 60 and over in low-income families' },
  'low-income-minor': { zh: '低收入家庭未成年人', en: 'minors in low-income families' },
}

export const cares = [
  'inpatient',
  'outpatient-chronic',
  'outpatient-special-drug',
  'outpatient-special-disease',
  'critical-disease',
] as const
export type Care = (typeof cares)[number]

export const careNames: Record<Care, Bilingual> = {
  inpatient: { zh: '住院', en: 'inpatient stay' },
  'outpatient-chronic': { zh: '门诊慢性病', en: 'outpatient care for a chronic disease' },
  'outpatient-special-drug': { zh: '门诊特药', en: 'outpatient special drugs' },
  'outpatient-special-disease': { zh: '门诊特殊疾病', en: 'outpatient care for a special disease' },
  'critical-disease': { zh: '单病种重特大疾病', en: 'package of a listed critical disease' },
}

export const hospitalLevels = ['one', 'two', 'three'] as const
export type HospitalLevel = (typeof hospitalLevels)[number]

/** Charge classes of Shanxi: 一类, 省市级二类, 县级二类, 三类. */
export const feeClasses = ['class-one', 'city-two', 'county-two', 'class-three'] as const
export type FeeClass = (typeof feeClasses)[number]

export const registrationKinds = ['chronic', 'special-drug', 'special-disease', 'critical-disease'] as const
export type RegistrationKind = (typeof registrationKinds)[number]

/** Where a hospital's request for a registration stands. */
export const requestStatuses = ['pending', 'confirmed', 'refused', 'withdrawn'] as const
export type RequestStatus = (typeof requestStatuses)[number]
export const requestStatusNames: Record<RequestStatus, Bilingual> = {
  pending: { zh: '待经办机构确认', en: 'waiting for the bureau' },
  confirmed: { zh: '已确认', en: 'confirmed' },
  refused: { zh: '已退回', en: 'refused' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
}

/** Departments that certify an identity: 民政, 乡村振兴, 退役军人, 残联, 医保. */
export const departments = [
  'civil-affairs',
  'rural-revitalization',
  'veterans',
  'disabled-federation',
  'healthcare-security',
] as const
export type Department = (typeof departments)[number]

export const departmentNames: Record<Department, Bilingual> = {
  'civil-affairs': { zh: '民政部门', en: 'civil affairs' },
  'rural-revitalization': { zh: '乡村振兴部门', en: 'rural revitalization' },
  veterans: { zh: '退役军人事务部门', en: 'veterans affairs' },
  'disabled-federation': { zh: '残联', en: "disabled persons' federation" },
  'healthcare-security': { zh: '医保部门', en: 'healthcare security' },
}

/** Who pays, in the order in which they are asked (G1). */
export const payers = [
  'basic',
  'criticalIllness',
  'supplementary',
  'commercial',
  'socialAid',
  'assistance',
  'reAid',
  'tilt',
  'hospital',
  'person',
] as const
export type Payer = (typeof payers)[number]

/** Code tables of the national messages that are left to the regions: identities, kinds of visit, funds, kinds of insured. */
export const codeTables = ['psn_idet_type', 'med_type', 'fund_pay_type', 'psn_type'] as const
export type CodeTable = (typeof codeTables)[number]
