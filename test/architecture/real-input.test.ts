import { expect, test } from 'vitest'
import { textOf } from './source.ts'

/**
 * The kinds of input as it really comes, by their numbers, and where each is tested: a file of tests and words of a title in it. 22 is
 * a part of 21, and 32, 35 and 37 were never given.
 */
const kinds: readonly (readonly [id: string, kind: string, file: string, title: string])[] = [
  ['B01', 'GBK, named or not', 'http/server/bodies', 'a body is read in the charset that it names'],
  ['B01', 'bytes in no charset, and lost characters', 'http/server/bodies', 'is no text: nothing is guessed'],
  ['B02', 'two people with one card', 'nhsa/transactions/certificates', '1101 by a certificate that several hold'],
  ['B03', 'somebody not enrolled', 'nhsa/transactions/visits', '1101 and 2001 say who is not enrolled'],
  ['B03', 'a subsidy for them', 'application/premiums/enrolment', 'who is not enrolled'],
  ['B04', 'one stay under two numbers', 'domain/claim/overlaps', 'the same visit under two numbers'],
  ['B04', 'stays that overlap', 'application/settlement/overlapping-stays', 'a visit on days of another'],
  ['B04', 'two open admissions', 'nhsa/transactions/admissions', 'nobody lies in two beds'],
  ['B05', 'a death in a list', 'application/rosters/deaths', 'a death that a department’s list names'],
  ['B05', 'settled after the death', 'application/registers/death', 'lists what was settled for the time after it'],
  ['B06', 'two person numbers, one card', 'application/registers/joins', 'two numbers of one human'],
  ['B07', 'empty columns, titles, sums', 'application/rosters/lists-as-they-come', 'empty columns behind the last'],
  ['B08', 'days as spreadsheets have them', 'application/rosters/list-values', 'the day %s'],
  ['B09', 'national codes', 'application/rosters/lists-as-they-come', 'national names'],
  ['B10', 'words of civil affairs', 'application/rosters/list-values', 'a word that nobody knows is answered with all'],
  ['B11', 'names that look the same', 'application/rosters/roster-people', 'names are compared as people read them'],
  ['B12', 'invisible characters', 'http/registers/hidden-characters', 'a name with characters that nobody sees'],
  [
    'B13',
    'full width, the X of others',
    'application/rosters/list-values',
    'numbers of full width, invisible characters',
  ],
  ['B14', 'no end', 'application/rosters/list-values', 'no end, written %s'],
  ['B15', 'an empty body', 'http/server/bodies', 'is as no body where none is needed'],
  ['B16', 'types of lists', 'http/rosters/list-types', 'a list is read under whatever type it comes'],
  ['B17', 'numbers that are JSON', 'application/rosters/rosters-upload', 'a field that is a number'],
  [
    'B18',
    'a line that names the separator',
    'application/rosters/lists-as-they-come',
    'a line that names the separator',
  ],
  [
    'B19',
    'a line break in quotes',
    'application/rosters/lists-as-they-come',
    'a line break within quotes is one record',
  ],
  ['B20', '5E+4', 'domain/shared/written-amount', 'a program prints a power of ten exactly'],
  ['B21', 'text, base64 or ZIP', 'nhsa/transactions/files', '9101 reads a file however a program puts it into JSON'],
  ['B22', 'tabs at ends, Ctrl-Z', 'application/rosters/lists-as-they-come', 'Ctrl-Z at the end'],
  ['B23', 'decorated headers', 'application/rosters/lists-as-they-come', 'decorated headers'],
  [
    'B23',
    'insurance given as nil',
    'nhsa/transactions/warned-claims',
    'both insurances given as nil for somebody enrolled',
  ],
  [
    'B23',
    'insurance that comes later',
    'application/corrections/correct-settlement',
    'critical illness paid afterwards',
  ],
  ['B24', 'a third party', 'nhsa/transactions/third-party', 'an injury that somebody else caused (rel_ttp_flag)'],
  [
    'B24',
    'a part that comes back',
    'application/settlement/third-party-injury',
    'its share comes off afterwards with the limit',
  ],
  [
    'B25',
    'a list that touches visits',
    'application/rosters/settled-visits',
    'names the visits that were settled otherwise',
  ],
  ['B26', 'costs before the identity', 'application/explain/no-identity', 'adds nothing to the year (000000/G13)'],
  ['B27', 'other documents', 'application/rosters/roster-people', 'documents other than the identity card'],
  ['B28', 'fifteen digits', 'application/rosters/roster-people', 'fifteen digits are the eighteen that they became'],
  ['B29', 'rounded numbers', 'application/rosters/list-values', 'rounded numbers, and the sequence that nobody has'],
  ['B30', 'formulas in exports', 'application/shared/csv', '＝1+1'],
  ['B31', 'a field that was set', 'http/registers/corrections', 'told when a field that was set is left out'],
  ['B33', 'fee lines that contradict', 'nhsa/transactions/fee-lines', '%s: all lines of the message are refused'],
  ['B34', 'gzip', 'http/server/bodies', 'a packed body is refused by the name of its packing'],
  ['B36', 'taken in again', 'application/audit/audit-leads', 'stays that follow: on the fifteenth day'],
  ['B38', 'a part of the rate', 'domain/policies/language/amounts', 'loses a part of its rate, as a pack says (B38)'],
]

const isTested = (file: string, title: string) => textOf(`test/${file}.test.ts`).includes(title)

test.each(kinds)('%s, %s, is tested in %s: %s', (_, __, file, title) => {
  expect(isTested(file, title)).toBe(true)
})

test('every number is here, but those that were never given', () => {
  const given = Array.from({ length: 38 }, (_, at) => `B${String(at + 1).padStart(2, '0')}`)
  expect(given.filter((id) => !kinds.some(([one]) => one === id))).toEqual(['B32', 'B35', 'B37'])
})

test('a title that is nowhere is seen', () => {
  expect(isTested('http/server/bodies', 'a title of no test at all')).toBe(false)
})
