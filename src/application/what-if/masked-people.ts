import { sealedPeople } from '../../db/alerts/alerts.ts'
import type { Queryable } from '../../db/sql.ts'
import type { WhatIfPersonRow } from '../../db/what-if/what-if-people.ts'
import { maskName } from '../../domain/registers/id-number.ts'

/** Lines with the names that the register has today, masked for whoever reads: a reckoning is about sums, and finds nobody. */
export async function withMaskedNames(
  client: Queryable,
  rows: readonly WhatIfPersonRow[],
): Promise<(WhatIfPersonRow & { readonly name: string })[]> {
  const people = await sealedPeople(
    client,
    rows.map(({ personNo }) => personNo),
  )
  return rows.map((row) => {
    const name = people.get(row.personNo)?.name
    return { ...row, name: name === undefined ? '' : maskName(name) }
  })
}
