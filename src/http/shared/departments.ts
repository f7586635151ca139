import { z } from 'zod'
import { departmentNames, departments, knownDepartments } from '../../domain/names/departments.ts'
import { named } from './fields.ts'

export const departmentsListed = `${departments.map((one) => `${one} ${departmentNames[one].zh}`).join(', ')}；以及各地政策包声明的部门`

/** One that this service knows, ours or a pack's. */
const knownDepartment = z
  .string()
  .superRefine((word, context) => {
    const values = [...knownDepartments()]
    if (!values.includes(word)) context.addIssue({ code: 'invalid_value', values, input: word })
  })
  .meta({ examples: ['civil-affairs'] })

export const department = (en: string, zh: string) =>
  named(knownDepartment, `${en}: one of ours or of a region's pack`, `${zh}: ${departmentsListed}`)
