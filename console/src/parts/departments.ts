import { departmentNames, departments } from '../../../src/domain/names/departments.ts'
import type { Words } from '../words/language.tsx'

const known: Readonly<Record<string, Words>> = departmentNames

/** What a department is called; an office that is none of ours by its own name. */
export const departmentOf = (department: string | null): Words =>
  known[department ?? ''] ?? { zh: department ?? '', en: department ?? '' }

/** For a field in which one is chosen. */
export const departmentOptions = departments.map((value) => ({ value, label: departmentNames[value] }))
