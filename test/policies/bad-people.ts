import { clause, pack } from './packs.ts'
import { annual, type BadPack } from './snippets.ts'

const aidRow = (also: string) =>
  `      - { for: [dibao], care: [inpatient], deductible: none, rate: 0.7, limit: annual${also} }`
const aid = (...rows: string[]) => pack(clause('A1', `${annual}\n    aid:\n${rows.join('\n')}`))

/** Rows that tell people, their insurance and their diseases apart, and do not. */
export const badPeople: readonly BadPack[] = [
  {
    code: 'group-unknown',
    why: 'a group that nobody declares',
    says: 'the group `students` is not declared',
    texts: [aid(`${aidRow(', groups: [students]')} # here`)],
  },
  {
    code: 'rows-meet',
    why: 'employees named beside a row that is for both',
    says: 'aid dibao inpatient',
    texts: [aid(`${aidRow('')}\n${aidRow(', insurance: [employees]')} # here`)],
  },
  {
    code: 'rows-meet',
    why: 'two schedules of employees',
    says: 'basic inpatient',
    texts: [
      pack(
        clause(
          'A1',
          `    basic:
      - { care: [inpatient], insurance: [employees], by: any, terms: { any: { deductible: 0, rate: 0.5 } }, cap: null }
      - { care: [inpatient], insurance: [residents, employees], by: any, terms: { any: { deductible: 0, rate: 0.6 } }, cap: null } # here`,
        ),
      ),
    ],
  },
  {
    code: 'rows-meet',
    why: 'a disease that both rows are for',
    says: 'aid dibao inpatient',
    texts: [aid(`${aidRow(', diseases: [C50]')}\n${aidRow(', exceptDiseases: [C501]')} # here`)],
  },
  {
    code: 'rows-meet',
    why: 'subsidies of two spans of ages that meet',
    says: 'premium dibao',
    texts: [
      pack(
        clause(
          'A1',
          `    figures: [{ name: contribution, values: { 2023: 380 } }]
    premium:
      - { for: [dibao], share: 0.5, ages: { to: 70 } }
      - { for: [dibao], share: 1, ages: { from: 70 } } # here`,
        ),
      ),
    ],
  },
  {
    code: 'limit-unknown',
    why: 'a limit of residents that employees draw on',
    says: 'limit `annual` is not laid down for dibao',
    texts: [
      pack(
        clause(
          'A1',
          `    limits: [{ name: annual, for: [dibao], insurance: [residents], amount: 10000 }]
    aid:
${aidRow('')} # here`,
        ),
      ),
    ],
  },
  {
    code: 'row-and-gap',
    why: 'a schedule of employees, and a gap that leaves it open',
    says: 'basic',
    texts: [
      pack(
        `${clause('A1', '    basic: [{ care: [inpatient], insurance: [employees], by: any, terms: { any: { deductible: 0, rate: 0.5 } }, cap: null }]')}
${clause('A2', '    gap: [{ topic: basic, insurance: [employees], decides: { zh: 市, en: the city } }] # here', 'gap')}`,
      ),
    ],
  },
  {
    code: 'span-empty',
    why: 'a cap that grows by nothing',
    says: 'nothing is said in `grows`',
    texts: [
      pack(
        clause(
          'A1',
          '    criticalIllness: [{ deductible: { amount: 1 }, bands: [{ rate: 0.6 }], cap: { amount: 9, grows: { since: 2025, atMostShare: 0.2 } } }] # here',
        ),
      ),
    ],
  },
  {
    code: 'department-unknown',
    why: 'a list of a department that nobody declares',
    says: '`housing` is not a known department; the known ones are civil-affairs',
    texts: [pack(clause('A1', '    roster: [{ department: housing, certifies: [dibao] }] # here'))],
  },
  {
    code: 'department-unknown',
    why: 'alerts to a department whose code lacks a letter',
    says: '`civil-affair` is not a known department',
    texts: [
      pack(
        clause(
          'A1',
          '    earlyWarning: [{ alarm: return, for: [dibao], above: 1000, pushedTo: [civil-affair], every: month }] # here',
        ),
      ),
    ],
  },
]
