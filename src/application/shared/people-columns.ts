import { sealedPeople } from '../../db/alerts/alerts.ts'
import { maskName } from '../../domain/registers/id-number.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { column, type ExportColumn } from './table.ts'

/** Whom a line of a file is about, as its reader may know it. */
export interface KnownPerson {
  readonly name: string
  readonly idType: string
  readonly idNumber: string
}

/** Whether names and numbers stand whole in what the caller is given: a bureau has to find the people, an auditor has not. */
export const seesWhole = ({ kind }: Caller): boolean => kind === 'bureau'

/** Portions of lines with the people whom the register has under their numbers today; see `seesWhole`. */
export async function* withPeople<Row extends { readonly personNo: string }>(
  { db, secrets }: Service,
  caller: Caller,
  portions: AsyncIterable<readonly Row[]>,
): AsyncGenerator<readonly (Row & KnownPerson)[]> {
  const whole = seesWhole(caller)
  for await (const rows of portions) {
    const people = await sealedPeople(db.bulk, [...new Set(rows.map(({ personNo }) => personNo))])
    yield rows.map((row) => {
      const person = people.get(row.personNo)
      if (person === undefined) return { ...row, ...nobody }
      if (!whole) return { ...row, ...nobody, name: maskName(person.name) }
      const { name, idType, idNumberEnc, personNo } = person
      return { ...row, name, idType, idNumber: secrets.decrypt(idNumberEnc, personNo) }
    })
  }
}

const nobody: KnownPerson = { name: '', idType: '', idNumber: '' }

export function peopleColumns<Row extends KnownPerson>(): ExportColumn<Row>[] {
  return [
    column('姓名', 'name', ({ name }) => name),
    column('证件类型', 'idType', ({ idType }) => idType),
    column('证件号码', 'idNumber', ({ idNumber }) => idNumber),
  ]
}
