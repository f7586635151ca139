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

/** What the names of a department's offices hold: 晋城市民政局, 阳城县残疾人联合会. */
const officeWords: Record<Department, readonly string[]> = {
  'civil-affairs': ['民政'],
  'rural-revitalization': ['乡村振兴'],
  veterans: ['退役军人'],
  'disabled-federation': ['残联', '残疾人联合会'],
  'healthcare-security': ['医保', '医疗保障'],
}

/** The departments that a certificate names, by code or by the name of an office; none where no name of ours is in it. */
export function departmentsIn(certifiedBy: string): Department[] {
  const words = certifiedBy.trim().toLowerCase()
  return departments.filter(
    (department) =>
      words === department ||
      words === departmentNames[department].en ||
      officeWords[department].some((word) => words.includes(word)),
  )
}
