import { clause, pack } from './packs.ts'
import { aidOf, annual, figures, floor, noSchedule, province } from './snippets.ts'

/** Packs that look like the ones above and are sound. */
export const soundPacks: readonly { why: string; texts: readonly string[] }[] = [
  {
    why: 'a city that replaces what its province lays down',
    texts: [
      province(clause('A1', annual)),
      pack(clause('A1', `    replaces: [990000/A1]\n${annual}`), { inherits: '990000' }),
    ],
  },
  {
    why: 'two rows that follow each other day by day',
    texts: [
      pack(
        clause('A1', `${annual}\n    aid:\n${aidOf('0.7', ', to: 2023-06-30')}\n${aidOf('0.8', ', from: 2023-07-01')}`),
      ),
    ],
  },
  {
    why: 'a document that follows another and takes up its clause ids',
    texts: [
      pack(clause('A1', annual), { inForce: '{ from: 2023-01-01, to: 2023-12-31 }' }),
      pack(clause('A1', annual), { number: '2号', inForce: '{ from: 2024-01-01, to: null }' }),
    ],
  },
  {
    why: 'a year known to be missing, and said to be',
    texts: [pack(clause('A1', '    figures: [{ name: income, values: { 2021: 1, 2023: 2 }, missing: [2022] }]'))],
  },
  {
    why: 'a supplement of the region itself that replaces a figure, as a bureau would',
    texts: [
      pack(clause('A1', figures)),
      pack(
        clause(
          'B1',
          '    replaces: [990100/A1]\n    figures: [{ name: income, values: { 2021: 20001, 2022: 21001 } }]',
        ),
        { role: 'supplement', number: '2号' },
      ),
    ],
  },
  {
    why: 'a supplement that adds a year to a table',
    texts: [
      pack(clause('A1', figures)),
      pack(clause('B1', '    figures: [{ name: income, values: { 2023: 22000 } }]'), {
        role: 'supplement',
        number: '2号',
      }),
    ],
  },
  {
    why: 'a city exactly at the floor, and a gap of the province that it fills',
    texts: [
      province(`${clause('F1', floor)}\n${clause('F2', noSchedule, 'gap')}`),
      pack(clause('A1', `    replaces: [990000/F2]\n${annual}\n    aid:\n${aidOf('0.70')}`), { inherits: '990000' }),
    ],
  },
  {
    why: 'a limit that the text does not state, above any floor',
    texts: [
      province(clause('F1', floor)),
      pack(clause('A1', `    limits: [{ name: annual, for: [dibao], amount: null }]\n    aid:\n${aidOf('1')}`)),
    ],
  },
]
