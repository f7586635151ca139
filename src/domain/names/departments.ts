import type { Bilingual } from '../language.ts'

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
