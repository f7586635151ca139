import type { ClaimRead, ReadOther } from '../../db/ledger/rows.ts'
import type { Elsewhere, YearState } from '../../domain/adjudication/types.ts'
import { elsewhereIn, emptyYear, yearState } from '../../domain/ledger/year-state.ts'

/**
 * What the other numbers of a person had used of a region's year, or nothing for whoever has one number (000000/G26). `kept` says
 * what this process has settled of them and not yet written.
 */
export function elsewhereOf(
  { others }: Pick<ClaimRead, 'others'>,
  region: string,
  kept: (personNo: string) => YearState | undefined = () => undefined,
): Elsewhere | undefined {
  if (others.length === 0) return undefined
  const personNos = [...new Set(others.map(({ personNo }) => personNo))]
  const years = personNos.map((personNo) => kept(personNo) ?? stateOf(others, personNo, region))
  return elsewhereIn(personNos, years)
}

function stateOf(others: readonly ReadOther[], personNo: string, region: string): YearState {
  const state = others.find((one) => one.personNo === personNo && one.region === region)?.state ?? null
  return state === null ? emptyYear : yearState(state)
}
