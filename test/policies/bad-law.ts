import { clause, pack } from './packs.ts'
import { aidOf, annual, type BadPack, contribution, figures, floor, province } from './snippets.ts'

/** What the law of a region comes to, once its documents are put together. */
export const badLaw: readonly BadPack[] = [
  {
    code: 'row-twice',
    why: 'one care aided by two rows',
    says: 'aid dibao inpatient special is laid down twice on 2023-01-01, the other time at 1.yaml:14',
    texts: [pack(clause('A1', `${annual}\n    aid:\n${aidOf('0.7')}\n${aidOf('0.8', ', disease: special')} # here`))],
  },
  {
    code: 'row-twice',
    why: 'a city that repeats its province without taking its place',
    says: 'say `replaces`',
    texts: [
      province(clause('A1', annual)),
      pack(clause('A1', '    limits:\n      - { name: annual, for: [dibao], amount: 20000 } # here'), {
        inherits: '990000',
      }),
    ],
  },
  {
    code: 'row-twice',
    why: 'two rows whose days meet on one day',
    says: 'on 2023-06-30',
    texts: [
      pack(
        clause(
          'A1',
          `${annual}\n    aid:\n${aidOf('0.7', ', to: 2023-06-30')}\n${aidOf('0.8', ', from: 2023-06-30')} # here`,
        ),
      ),
    ],
  },
  {
    code: 'row-twice',
    why: 'two subsidies of one year',
    says: 'premium dibao - is laid down twice on 2024',
    texts: [
      pack(
        clause(
          'A1',
          `${contribution}    premium:\n      - { for: [dibao], years: { from: 2023, to: 2024 }, amount: 280 }\n      - { for: [dibao], years: { from: 2024, to: 2025 }, amount: 300 } # here`,
        ),
      ),
    ],
  },
  {
    code: 'row-twice',
    why: 'one year in two tables',
    says: 'figures income is laid down twice on 2022',
    texts: [
      pack(
        `${clause('A1', figures)}\n${clause('A2', '    figures:\n      - { name: income, values: { 2022: 22000 } } # here')}`,
      ),
    ],
  },
  {
    code: 'row-twice',
    why: 'one package with two limits',
    says: 'figures package 甲病',
    texts: [
      pack(
        clause(
          'A1',
          '    figures:\n      - { name: package, code: 甲病, value: 1 }\n      - { name: package, code: 甲病, value: 2 } # here',
        ),
      ),
    ],
  },
  {
    code: 'row-twice',
    why: 'one reading chosen twice',
    says: 'switches rounding',
    texts: [
      pack(
        `${clause('A1', '    switches: { rounding: down }\n')}${clause('A2', '    switches: { rounding: half-up } # here')}`,
      ),
    ],
  },
  {
    code: 'row-apart',
    why: 'half a year between two rows',
    says: 'aid dibao inpatient special is laid down by nothing from 2023-07-01 until here',
    texts: [
      pack(
        clause(
          'A1',
          `${annual}\n    aid:\n${aidOf('0.7', ', to: 2023-06-30')}\n${aidOf('0.8', ', from: 2024-01-01')} # here`,
        ),
      ),
    ],
  },
  {
    code: 'row-apart',
    why: 'a year between two subsidies',
    says: 'nothing from 2024 until here',
    texts: [
      pack(
        clause(
          'A1',
          `${contribution}    premium:\n      - { for: [dibao], years: { from: 2022, to: 2023 }, amount: 280 }\n      - { for: [dibao], years: { from: 2025, to: 2025 }, amount: 300 } # here`,
        ),
      ),
    ],
  },
  {
    code: 'row-and-gap',
    why: 'aid that is laid down and left open',
    says: 'aid dibao inpatient is left open here and yet laid down at 1.yaml:14',
    texts: [
      pack(
        `${clause('A1', `${annual}\n    aid:\n${aidOf('0.7')}`)}\n${clause(
          'A2',
          '    gap:\n      - { topic: aid, decides: { zh: 市, en: the city } } # here',
          'gap',
        )}`,
      ),
    ],
  },
  {
    code: 'limit-unknown',
    why: 'a limit that nobody laid down',
    says: '`annual` is not laid down for dibao',
    texts: [pack(clause('A1', `    aid:\n${aidOf('0.7')} # here`))],
  },
  {
    code: 'limit-unknown',
    why: 'a tilt that opens with a limit that nobody laid down',
    says: '`annual` is not laid down for dibao',
    texts: [
      pack(
        clause(
          'A1',
          '    limits: [{ name: tilt, for: [dibao], amount: 1 }]\n    topUp:\n      - { payer: tilt, for: [dibao], care: [inpatient], where: anywhere, over: year, threshold: 1, rate: 0.7, paysOn: excess, limit: tilt, opensWhenUsedUp: annual } # here',
        ),
      ),
    ],
  },
  {
    code: 'figure-unknown',
    why: 'a deductible by an income that no table has',
    says: '`income`, of which there is no table',
    texts: [
      pack(
        clause(
          'A1',
          `${annual}\n    aid:\n      - { for: [dibao], care: [inpatient], deductible: { share: 0.1, of: income }, rate: 0.7, limit: annual } # here`,
        ),
      ),
    ],
  },
  {
    code: 'figure-unknown',
    why: 'a share of a tier whose contribution no table has',
    says: '`contribution tier 2`',
    texts: [
      pack(
        clause(
          'A1',
          '    figures: [{ name: contribution, tier: 1, values: { 2023: 350 } }]\n    premium:\n      - { for: [dibao], tier: 2, ofTier: 1, share: 1 } # here',
        ),
      ),
    ],
  },
  {
    code: 'figure-year-missing',
    why: 'a table that begins a year too late',
    says: '`income` of 2022 is missing',
    texts: [
      pack(
        clause(
          'A1',
          `${annual}\n    figures: [{ name: income, values: { 2023: 22000 } }]\n    aid:\n      - { for: [dibao], care: [inpatient], deductible: { share: 0.1, of: income }, rate: 0.7, limit: annual } # here`,
        ),
      ),
    ],
  },
  {
    code: 'figure-year-missing',
    why: 'a year left out between two',
    says: '`income` of 2022 is missing',
    texts: [pack(clause('A1', '    figures:\n      - { name: income, values: { 2021: 20000, 2023: 22000 } } # here'))],
  },
  {
    code: 'below-floor-rate',
    why: 'a city that pays less than its province asks',
    says: 'the rate 0.69 for dibao is below the least of 990000/F1, which is 0.70',
    texts: [
      province(clause('F1', floor)),
      pack(clause('A1', `${annual}\n    aid:\n${aidOf('0.69')} # here`), { inherits: '990000' }),
    ],
  },
  {
    code: 'rate-or-bands',
    why: 'a city that its province asks for a rate and that says none',
    says: 'write either `rate` or `bands`',
    texts: [
      province(clause('F1', floor)),
      pack(clause('A1', `${annual}\n    aid:\n${aidOf('0.69').replace(' rate: 0.69,', '')} # here`), {
        inherits: '990000',
      }),
    ],
  },
  {
    code: 'below-floor-limit',
    why: 'a city that stops short of it, and does not say that it inherits',
    says: 'the limit 9999.99 for dibao is below the least of 990000/F1, which is 10000',
    texts: [
      province(clause('F1', floor)),
      pack(
        clause(
          'A1',
          `    limits:\n      - { name: annual, for: [dibao], amount: 9999.99 } # here\n    aid:\n${aidOf('0.70')}`,
        ),
      ),
    ],
  },
]
