import type { FaultCode } from '../../src/policies/checks/fault-words.ts'
import { pack } from './packs.ts'

/** A pack that must be refused: the fault, the words to find in it, and the line marked `# here`. */
export interface BadPack {
  readonly code: FaultCode
  readonly why: string
  readonly says: string
  readonly texts: readonly string[]
}

export const figures = `    figures:
      - { name: income, values: { 2021: 20000, 2022: 21000 } }`
export const contribution = '    figures: [{ name: contribution, values: { 2023: 350 } }]\n'
export const annual = `    limits:
      - { name: annual, for: [tekun, dibao], amount: 10000 }`
export const aidOf = (rate: string, also = '') =>
  `      - { for: [dibao], care: [inpatient], deductible: none, rate: ${rate}, limit: annual${also} }`

export const province = (body: string) => pack(body, { region: '990000', number: '省1号' })
export const floor =
  '    floorOfProvince:\n      - { for: [dibao], care: [inpatient], rateAtLeast: 0.70, limitAtLeast: 10000 }'
export const noSchedule =
  '    gap: [{ topic: aid, for: [dibao], care: [inpatient], decides: { zh: 市, en: the city } }]'
