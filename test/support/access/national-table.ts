/**
 * What comes of a national message, by who sends it.
 *
 * `yes`: it is done, or refused for what it says. `nobody`: the same refusal as for a person, visit, settlement, file or
 * hospital that does not exist.
 */
export type NationalCell = 'yes' | 'nobody'

/**
 * The hospital itself; another that has not read the person's certificate; another that has. Any other key, and a hospital
 * that sends in another's name, are refused whatever the message.
 */
export type NationalRow = readonly [NationalCell, NationalCell, NationalCell]
export const nationalColumns = ['hospital', 'unread', 'read'] as const

const whoever: NationalRow = ['yes', 'yes', 'yes']
const ofAPerson: NationalRow = ['yes', 'nobody', 'yes']
const ofItsOwn: NationalRow = ['yes', 'nobody', 'nobody']

export const nationalRules: Readonly<Record<string, NationalRow>> = {
  '1101': whoever,
  '1201': ofItsOwn,
  '1901': whoever,
  '2001': ofAPerson,
  '2201': ofAPerson,
  '2202': ofItsOwn,
  '2203': ofItsOwn,
  '2204': ofItsOwn,
  '2205': ofItsOwn,
  '2206': ofItsOwn,
  '2207': ofItsOwn,
  '2208': ofItsOwn,
  '2301': ofItsOwn,
  '2302': ofItsOwn,
  '2303': ofItsOwn,
  '2304': ofItsOwn,
  '2305': ofItsOwn,
  '2401': ofAPerson,
  '2402': ofItsOwn,
  '2403': ofItsOwn,
  '2404': ofItsOwn,
  '2405': ofItsOwn,
  '2501': ofAPerson,
  '2502': ofItsOwn,
  '2503': ofAPerson,
  '2504': ofItsOwn,
  '2601': ofItsOwn,
  '3201': whoever,
  '3202': ofItsOwn,
  '3203': whoever,
  '3204': ofItsOwn,
  '5201': ofAPerson,
  '5202': ofItsOwn,
  '5203': ofItsOwn,
  '5204': ofItsOwn,
  '5206': ofAPerson,
  '5301': ofAPerson,
  '5302': ofAPerson,
  '5303': ofAPerson,
  '5304': ofAPerson,
  '9001': whoever,
  '9002': ofItsOwn,
  '9101': whoever,
  '9102': ofItsOwn,
}
