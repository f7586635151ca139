import { clause, pack } from './packs.ts'
import { type BadPack, contribution, figures } from './snippets.ts'

/** What clauses and documents say of themselves. */
export const badStanding: readonly BadPack[] = [
  {
    code: 'no-source',
    why: 'an unconfirmed figure from nowhere',
    says: 'names no `source`',
    texts: [pack(clause('A1 # here', figures, 'unconfirmed'))],
  },
  {
    code: 'no-reading',
    why: 'a reading without its reason',
    says: 'does not say why',
    texts: [pack(clause('A1 # here', '', 'reading'))],
  },
  {
    code: 'no-gap',
    why: 'a gap that names nobody',
    says: 'what is left open and to whom',
    texts: [pack(clause('A1 # here', '', 'gap'))],
  },
  {
    code: 'gap-status',
    why: 'a gap under a clause that is law',
    says: 'status is not gap',
    texts: [pack(clause('A1 # here', '    gap: [{ topic: tilt, decides: { zh: 市, en: the city } }]'))],
  },
  {
    code: 'gap-with-values',
    why: 'a gap that lays something down',
    says: 'lays down `limits`',
    texts: [
      pack(
        clause(
          'A1',
          '    gap: [{ topic: tilt, decides: { zh: 市, en: the city } }]\n    limits: [{ name: annual, for: [dibao], amount: 1 }] # here',
          'gap',
        ),
      ),
    ],
  },
  {
    code: 'dates-reversed',
    why: 'a clause that ends before it begins',
    says: 'begins on 2024-01-01, after it ends on 2023-12-31',
    texts: [pack(clause('A1 # here', '    from: 2024-01-01\n    to: 2023-12-31'))],
  },
  {
    code: 'dates-reversed',
    why: 'years the wrong way round',
    says: 'begins on 2025, after it ends on 2022',
    texts: [
      pack(
        clause(
          'A1',
          `${contribution}    premium:\n      - { for: [dibao], years: { from: 2025, to: 2022 }, amount: 280 } # here`,
        ),
      ),
    ],
  },
  {
    code: 'dates-reversed',
    why: 'a document that ends before it begins',
    says: 'begins on 2023-01-01, after it ends on 2022-12-31',
    texts: [pack(clause('A1'), { inForce: '{ from: 2023-01-01, to: 2022-12-31 } # here' })],
  },
  {
    code: 'premium-shape',
    why: 'a subsidy of both kinds',
    says: 'either `share` or `amount`',
    texts: [
      pack(`${clause('A1', '    premium:\n      - { for: [dibao], amount: 280, share: 1 } # here')}
${clause('A2', '    figures: [{ name: contribution, values: { 2023: 350 } }]')}`),
    ],
  },
  {
    code: 'figure-without-value',
    why: 'a table of nothing',
    says: '`income` has neither',
    texts: [pack(clause('A1', '    figures:\n      - { name: income } # here'))],
  },
  {
    code: 'bands-order',
    why: 'bands that fall',
    says: 'rises from band to band',
    texts: [
      pack(
        clause(
          'A1',
          '    criticalIllness:\n      - { deductible: { amount: 1 }, bands: [{ upTo: 100000, rate: 0.6 }, { upTo: 30000, rate: 0.7 }, { rate: 0.8 }], cap: null } # here',
        ),
      ),
    ],
  },
  {
    code: 'plausible-order',
    why: 'bills that are refused before they are pointed at',
    says: 'at or below what is refused',
    texts: [
      pack(
        clause('A1', '    plausibleAmount:\n      - { of: bill, cautionAbove: 20000000, refuseAbove: 3000000 } # here'),
      ),
    ],
  },
  {
    code: 'same-document',
    why: 'a document that is there already',
    says: 'already in 1.yaml',
    texts: [
      pack(clause('A1'), { inForce: '{ from: 2023-01-01, to: 2023-12-31 }' }),
      pack(clause('A1'), { inForce: '{ from: 2024-01-01, to: null }', number: '甲〔2023〕1号 ' }).replace(
        /^document: (.*)$/m,
        'document: $1 # here',
      ),
    ],
  },
  {
    code: 'same-clause',
    why: 'one id for two clauses',
    says: 'A1 is already used at 1.yaml:7',
    texts: [pack(`${clause('A1')}${clause('A1 # here')}`)],
  },
  {
    code: 'inherits-unknown',
    why: 'a province without a pack',
    says: 'inherits 990000',
    texts: [pack(clause('A1'), { inherits: '990000' }).replace("'990000'", "'990000' # here")],
  },
  {
    code: 'inherits-circle',
    why: 'a region that inherits itself',
    says: '990100 → 990100',
    texts: [pack(clause('A1'), { inherits: '990100' }).replace("inherits: '990100'", "inherits: '990100' # here")],
  },
  {
    code: 'replaces-unknown',
    why: 'a clause that is nowhere',
    says: 'names 990000/B1',
    texts: [pack(clause('A1', '    replaces: [990000/B1] # here'))],
  },
  {
    code: 'replaces-unknown',
    why: 'a clause of a region that is not inherited',
    says: 'names 980000/A1',
    texts: [pack(clause('A1', '    replaces: [980000/A1] # here')), pack(clause('A1'), { region: '980000' })],
  },
  {
    code: 'replaces-circle',
    why: 'a clause that takes its own place',
    says: 'neither would hold',
    texts: [pack(clause('A1', '    replaces: [990100/A1] # here'))],
  },
  {
    code: 'supplement-alone',
    why: 'a supplement to nothing',
    says: '990100 has supplements but no document',
    texts: [pack(clause('A1'), { role: 'supplement' }).replace('supplement', 'supplement # here')],
  },
  {
    code: 'documents-overlap',
    why: 'two documents for the same days',
    says: 'from 2023-12-31 two policy documents of 990100 are in force at once, the other at 1.yaml:5',
    texts: [
      pack(clause('A1'), { inForce: '{ from: 2023-01-01, to: 2023-12-31 }' }),
      pack(clause('A2'), { number: '2号', inForce: '{ from: 2023-12-31, to: null } # here' }),
    ],
  },
  {
    code: 'documents-apart',
    why: 'a day without a document',
    says: 'from 2024-01-01 to 2024-01-01 no policy document of 990100 is in force',
    texts: [
      pack(clause('A1'), { inForce: '{ from: 2023-01-01, to: 2023-12-31 }' }),
      pack(clause('A1'), { number: '2号', inForce: '{ from: 2024-01-02, to: null } # here' }),
    ],
  },
]
