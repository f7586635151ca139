import { clause, pack } from './packs.ts'
import { aidOf, annual, type BadPack } from './snippets.ts'

const byHand = (topic: string, also = '') =>
  `    manual: [{ topic: ${topic}${also}, decides: { zh: 市, en: the city } }]`

const aidRow = (also: string, rate = ', rate: 0.7') =>
  `      - { for: [dibao], care: [inpatient], deductible: none${rate}, limit: annual${also} }`
const aid = (...rows: string[]) => pack(clause('A1', `${annual}\n    aid:\n${rows.join('\n')}`))

/** What is settled by hand, words that packs declare, conditions and bands. */
export const badLanguage: readonly BadPack[] = [
  {
    code: 'no-manual',
    why: 'a clause by hand that says not what',
    says: 'what is settled by hand and by whom',
    texts: [pack(clause('A1 # here', '', 'manual'))],
  },
  {
    code: 'manual-status',
    why: 'a rule by hand under a clause that is computed',
    says: 'its status is not manual',
    texts: [pack(clause('A1 # here', byHand('tilt')))],
  },
  {
    code: 'manual-limit',
    why: 'a limit drawn on by nobody named',
    says: 'says `for` whom',
    texts: [pack(clause('A1', `${byHand('tilt', ', limit: annual')} # here`, 'manual'))],
  },
  {
    code: 'limit-unknown',
    why: 'a limit by hand that is nowhere',
    says: 'limit `tilt` is not laid down for dibao',
    texts: [pack(clause('A1', `${byHand('tilt', ', for: [dibao], limit: tilt')} # here`, 'manual'))],
  },
  {
    code: 'row-and-manual',
    why: 'one care both computed and by hand',
    says: 'aid dibao inpatient is settled by hand here and yet laid down at 1.yaml:14',
    texts: [
      pack(
        `${clause('A1', `${annual}\n    aid:\n${aidOf('0.7')}`)}\n${clause('A2', `${byHand('aid', ', for: [dibao]')} # here`, 'manual')}`,
      ),
    ],
  },
  {
    code: 'row-and-gap',
    why: 'left open and settled by hand',
    says: 'tilt * is left open here',
    texts: [
      pack(
        `${clause('A1', byHand('tilt'), 'manual')}\n${clause('A2', '    gap: [{ topic: tilt, decides: { zh: 市, en: the city } }] # here', 'gap')}`,
      ),
    ],
  },
  {
    code: 'unknown-category',
    why: 'an identity that stands before one that is nowhere',
    says: '`nobody` is not a known category',
    texts: [
      pack(
        clause('A1', '    names: [{ of: identity, code: mine, name: { zh: 甲, en: mine }, before: nobody }] # here'),
      ),
    ],
  },
  {
    code: 'row-twice',
    why: 'one identity declared twice',
    says: 'names identity mine is laid down twice',
    texts: [
      pack(
        clause(
          'A1',
          '    names:\n      - { of: identity, code: mine, name: { zh: 甲, en: a } }\n      - { of: identity, code: mine, name: { zh: 乙, en: b } } # here',
        ),
      ),
    ],
  },
  {
    code: 'row-twice',
    why: 'one thing settled by hand by two clauses',
    says: 'manual tilt * is laid down twice',
    texts: [pack(`${clause('A1', byHand('tilt'), 'manual')}\n${clause('A2', `${byHand('tilt')} # here`, 'manual')}`)],
  },
  {
    code: 'rows-meet',
    why: 'two rows that one stay can meet',
    says: 'one visit can meet the conditions of both',
    texts: [aid(aidRow(', inScopeUpTo: 30000.01'), `${aidRow(', inScopeAbove: 30000')} # here`)],
  },
  {
    code: 'rows-meet',
    why: 'levels that overlap',
    says: 'tell them apart by',
    texts: [aid(aidRow(', levels: [one, two]'), `${aidRow(', hospitalLevelAtLeast: two')} # here`)],
  },
  {
    code: 'rows-meet',
    why: 'diseases of which one begins like the other',
    says: 'has two rows on 2023-01-01, the other at 1.yaml:14',
    texts: [aid(aidRow(', diseases: [I21]'), `${aidRow(', diseases: [I21.9]')} # here`)],
  },
  {
    code: 'rows-meet',
    why: 'ages that share a year',
    says: 'or ages',
    texts: [aid(aidRow(', ages: { to: 6 }'), `${aidRow(', ages: { from: 6 }')} # here`)],
  },
  {
    code: 'rows-meet',
    why: 'the province and a place inside it',
    says: 'tell them apart by where',
    texts: [
      aid(aidRow(', where: in-province, levels: [one]'), `${aidRow(', where: insured-place, levels: [one]')} # here`),
    ],
  },
  {
    code: 'rate-or-bands',
    why: 'neither a rate nor bands',
    says: 'write either `rate` or `bands`',
    texts: [aid(`${aidRow('', '')} # here`)],
  },
  {
    code: 'rate-or-bands',
    why: 'both',
    says: 'not both',
    texts: [aid(`${aidRow(', bands: [{ rate: 0.5 }]')} # here`)],
  },
  {
    code: 'bands-order',
    why: 'bands that fall',
    says: 'rises from band to band',
    texts: [
      aid(`${aidRow(', bands: [{ upTo: 5000, rate: 0.3 }, { upTo: 3000, rate: 0.4 }, { rate: 0.5 }]', '')} # here`),
    ],
  },
  {
    code: 'bands-options',
    why: 'whole bands without bands',
    says: 'go with `bands` only',
    texts: [aid(`${aidRow(', bandsAre: whole')} # here`)],
  },
  {
    code: 'span-reversed',
    why: 'nothing between two amounts',
    says: 'the lower end of `inScopeAbove`',
    texts: [aid(`${aidRow(', inScopeAbove: 5000, inScopeUpTo: 5000')} # here`)],
  },
  {
    code: 'span-reversed',
    why: 'ages the wrong way round',
    says: 'the lower end of `ages`',
    texts: [aid(`${aidRow(', ages: { from: 70, to: 6 }')} # here`)],
  },
  {
    code: 'span-reversed',
    why: 'a least above the cap',
    says: 'the lower end of `perVisit`',
    texts: [aid(`${aidRow(', perVisit: { cap: 100, least: 200 }')} # here`)],
  },
  {
    code: 'span-empty',
    why: 'ages that say nothing',
    says: 'nothing is said in `ages`',
    texts: [aid(`${aidRow(', ages: {}')} # here`)],
  },
  {
    code: 'span-empty',
    why: 'a visit of which nothing is said',
    says: 'nothing is said in `perVisit`',
    texts: [aid(`${aidRow(', perVisit: {}')} # here`)],
  },
  {
    code: 'without-referral-shape',
    why: 'points that are not said',
    says: '`aid: points` goes with `points`',
    texts: [
      pack(clause('A1', '    withoutReferral: [{ for: [dibao], care: [inpatient], aid: points, factor: 0.5 }] # here')),
    ],
  },
  {
    code: 'grade-unknown',
    why: 'a grade that nobody declares',
    says: 'the grade `class-a` is not declared; the known ones are class-one',
    texts: [aid(`${aidRow(', grades: [class-a]')} # here`)],
  },
  {
    code: 'counts-not-own-care',
    why: 'a deductible that its own care never fills',
    says: 'leaves out inpatient',
    texts: [
      pack(
        clause(
          'A1',
          `${annual}\n    aid:\n      - { for: [dibao], care: [inpatient], deductible: { amount: 1000, counts: [outpatient-chronic] }, rate: 0.7, limit: annual } # here`,
        ),
      ),
    ],
  },
  {
    code: 'figure-by-person',
    why: 'a start that goes by groups, which no schedule asks for',
    says: 'give each group a figure and a row of its own',
    texts: [
      pack(
        clause(
          'A1',
          `    names: [{ of: group, code: students, name: { zh: 学生, en: students } }, { of: figure, code: start, name: { zh: 起付线, en: start } }]
    figures:
      - { name: start, values: { 2023: 10000 } }
      - { name: start, groups: [students], values: { 2023: 5000 } }
    criticalIllness: [{ deductible: { figure: start }, bands: [{ rate: 0.6 }], cap: null }] # here`,
        ),
      ),
    ],
  },
  {
    code: 'row-twice',
    why: 'the aid of a year of which one row is given, split by care',
    says: 'secondAid dibao',
    texts: [
      pack(
        clause(
          'A1',
          `    secondAid:
      - { for: [dibao], care: [inpatient], threshold: 1000, rate: 0.5, cap: 3000 }
      - { for: [dibao], care: [outpatient-chronic], threshold: 1000, rate: 0.4, cap: 3000 } # here`,
        ),
      ),
    ],
  },
  {
    code: 'cap-counts',
    why: 'a cap that its own care never fills',
    says: 'capCounts: [inpatient]',
    texts: [
      pack(
        clause(
          'A1',
          '    basic: [{ care: [inpatient], by: any, terms: { any: { deductible: 0, rate: 0.6 } }, cap: 300, capCounts: [outpatient-ordinary] }] # here',
        ),
      ),
    ],
  },
  {
    code: 'cap-counts',
    why: 'what fills a cap that is none',
    says: 'goes with a `cap`',
    texts: [
      pack(
        clause(
          'A1',
          '    basic: [{ care: [inpatient], by: any, terms: { any: { deductible: 0, rate: 0.6 } }, cap: null, capCounts: [inpatient] }] # here',
        ),
      ),
    ],
  },
  {
    code: 'registration-never',
    why: 'a registration for a stay',
    says: 'need no registration',
    texts: [aid(`${aidRow(', registration: needed')} # here`)],
  },
  {
    code: 'figure-unknown',
    why: 'a cap by a figure that is nowhere',
    says: 'the figure `average-wage`',
    texts: [
      pack(
        clause(
          'A1',
          '    criticalIllness: [{ deductible: { amount: 1 }, bands: [{ rate: 0.6 }], cap: { figure: average-wage } }] # here',
        ),
      ),
    ],
  },
  {
    code: 'limit-unknown',
    why: 'the second of two limits that is nowhere',
    says: 'limit `year` is not laid down for dibao',
    texts: [
      pack(
        clause(
          'A1',
          `${annual}\n    aid:\n      - { for: [dibao], care: [inpatient], deductible: none, rate: 0.7, limit: [annual, year] } # here`,
        ),
      ),
    ],
  },
]
