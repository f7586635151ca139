import { clause, pack } from './packs.ts'
import { aidOf, annual, type BadPack } from './snippets.ts'

/** What is wrong within one file. */
export const badWriting: readonly BadPack[] = [
  {
    code: 'not-closed',
    why: 'brackets that never close',
    says: 'add `]`',
    texts: [`${pack(clause('A1'))}    replaces: [990000/A1 # here\n`],
  },
  {
    code: 'key-twice',
    why: 'two rates in one row',
    says: 'twice',
    texts: [pack(clause('A1', `${annual}\n    aid:\n${aidOf('0.7', ', rate: 0.8')} # here`))],
  },
  {
    code: 'missing',
    why: 'a row without its deductible',
    says: '`deductible` is missing',
    texts: [
      pack(clause('A1', '    aid:\n      - { for: [dibao], care: [inpatient], rate: 0.7, limit: annual } # here')),
    ],
  },
  {
    code: 'no-clause-id',
    why: 'values without a clause',
    says: 'under no clause',
    texts: [pack('  - cite: 第一条 # here\n    says: { zh: 规定, en: a rule }\n    status: text\n')],
  },
  {
    code: 'no-citation',
    why: 'a clause without its citation',
    says: 'without its citation',
    texts: [pack('  - clause: A1 # here\n    says: { zh: 规定, en: a rule }\n    status: text\n')],
  },
  {
    code: 'outside-clause',
    why: 'aid at the head of the file',
    says: '`aid` stands outside any clause',
    texts: [`${pack(clause('A1'))}aid: [] # here`],
  },
  {
    code: 'unknown-key',
    why: 'a word that the schema does not have',
    says: '`ratio` is not a key',
    texts: [pack(clause('A1', `${annual}\n    aid:\n${aidOf('0.7', ', ratio: 0.8')} # here`))],
  },
  {
    code: 'unknown-category',
    why: 'a category nobody certifies',
    says: '`poor` is not a known category; the known ones are tekun, dibao,',
    texts: [pack(clause('A1', '    limits:\n      - { name: annual, for: [poor], amount: 10000 } # here'))],
  },
  {
    code: 'not-one-of',
    why: 'a status of one’s own',
    says: '`maybe` is not one of text, reading, unconfirmed, gap',
    texts: [pack(clause('A1', '', 'maybe # here'))],
  },
  {
    code: 'not-expected',
    why: 'a percentage for a share',
    says: '`70` is not a share from 0 to 1',
    texts: [pack(clause('A1', `${annual}\n    aid:\n${aidOf('70')} # here`))],
  },
  {
    code: 'not-expected',
    why: 'a third decimal of a yuan',
    says: '`100.005` is not an amount in yuan',
    texts: [pack(clause('A1', '    limits:\n      - { name: annual, for: [dibao], amount: 100.005 } # here'))],
  },
  {
    code: 'not-expected',
    why: 'an exponent',
    says: '`1e4` is not an amount in yuan',
    texts: [pack(clause('A1', '    limits:\n      - { name: annual, for: [dibao], amount: 1e4 } # here'))],
  },
  {
    code: 'not-expected',
    why: 'a day that the calendar does not have',
    says: '`2023-02-29` is not a day',
    texts: [pack(clause('A1', '    from: 2023-02-29 # here'))],
  },
  {
    code: 'not-expected',
    why: 'a year with a letter in it',
    says: '`2o22` is not a year',
    texts: [pack(clause('A1', '    figures:\n      - name: income\n        values: { 2o22: 20000 } # here'))],
  },
  {
    code: 'not-expected',
    why: 'a share inside one of several forms',
    says: '`1.1` is not a share',
    texts: [
      pack(
        clause(
          'A1',
          '    aid:\n      - { for: [dibao], care: [inpatient], deductible: { share: 1.1, of: income }, rate: 0.7, limit: annual } # here',
        ),
      ),
    ],
  },
  {
    code: 'wrong-shape',
    why: 'one category that is no list',
    says: '`for` should be a list',
    texts: [pack(clause('A1', '    limits:\n      - { name: annual, for: dibao, amount: 10000 } # here'))],
  },
  {
    code: 'wrong-shape',
    why: 'a file that is one word',
    says: '`file` should be a group',
    texts: ['packs # here'],
  },
  {
    code: 'empty',
    why: 'nobody to aid',
    says: '`for` is empty',
    texts: [pack(clause('A1', '    limits:\n      - { name: annual, for: [], amount: 10000 } # here'))],
  },
  {
    code: 'no-form',
    why: 'a deductible in words',
    says: '`deductible` has none of its forms: none;',
    texts: [
      pack(
        clause(
          'A1',
          '    aid:\n      - { for: [dibao], care: [inpatient], deductible: nothing, rate: 0.7, limit: annual } # here',
        ),
      ),
    ],
  },
]
