import type { Bilingual } from '../language.ts'
import { declaredCodes, declaredName } from './declared.ts'

/** Ours that certify an identity: 民政, 乡村振兴, 退役军人, 残联, 医保. A region's pack may declare others. */
export const departments = [
  'civil-affairs',
  'rural-revitalization',
  'veterans',
  'disabled-federation',
  'healthcare-security',
] as const
export type BaseDepartment = (typeof departments)[number]

/** A department by its code: one of ours, or one that a region's pack declares. */
export type Department = string

export const departmentNames: Record<BaseDepartment, Bilingual> = {
  'civil-affairs': { zh: '民政部门', en: 'civil affairs' },
  'rural-revitalization': { zh: '乡村振兴部门', en: 'rural revitalization' },
  veterans: { zh: '退役军人事务部门', en: 'veterans affairs' },
  'disabled-federation': { zh: '残联', en: "disabled persons' federation" },
  'healthcare-security': { zh: '医保部门', en: 'healthcare security' },
}

/** What the names of a department's offices hold: 晋城市民政局, 阳城县残疾人联合会. */
const officeWords: Record<BaseDepartment, readonly string[]> = {
  'civil-affairs': ['民政'],
  'rural-revitalization': ['乡村振兴'],
  veterans: ['退役军人'],
  'disabled-federation': ['残联', '残疾人联合会'],
  'healthcare-security': ['医保', '医疗保障'],
}

const ourNames: Readonly<Record<string, Bilingual>> = departmentNames
const ourOffices: Readonly<Record<string, readonly string[]>> = officeWords

/** Ours and those that packs declare. */
export function knownDepartments(): readonly Department[] {
  const own = declaredCodes('department').filter((code) => !(code in departmentNames))
  return [...departments, ...own]
}

/** What a department is called; one of a pack that is no longer here by its code. */
export function departmentName(department: Department): Bilingual {
  return ourNames[department] ?? declaredName('department', department) ?? { zh: department, en: department }
}

/** The departments that a certificate names, by code or by the name of an office; none where no known name is in it. */
export function departmentsIn(certifiedBy: string): Department[] {
  const words = certifiedBy.trim().toLowerCase()
  return knownDepartments().filter((department) => {
    const { zh, en } = departmentName(department)
    const offices = ourOffices[department] ?? [zh.toLowerCase()]
    return words === department || words === en.toLowerCase() || offices.some((word) => words.includes(word))
  })
}
