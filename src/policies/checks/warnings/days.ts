import { addDays, type Day } from '../../../domain/calendar.ts'
import { everywhere } from '../../../domain/policies/merge.ts'
import type { Clause, PackFile } from '../../../domain/policies/pack.ts'
import type { LoadedPack } from '../../loader/load.ts'
import { faultAt, type PackFault, type Spot } from '../faults.ts'
import { keysOfRow, leavesOpen, topicsOfRow } from '../keys.ts'
import { datesOf, everyClause, packOf, type RowAt, rowsIn, rowsOn, spotOf, turningDays, type World } from '../world.ts'

/** Days that are possible and hardly meant: outside the document, before it, far away, or ending while it goes on. */
export function warnOfDays(world: World): PackFault[] {
  return [
    ...world.packs.flatMap(ofDocument),
    ...everyClause(world).flatMap((place) => {
      const said = wordsOf(place.clause)
      const spot = spotOf(world, place.file, place.clause)
      return [
        ...inDocument(place.clause, place.file, said, spot),
        ...rowsIn(world, place).flatMap((at) => inDocument(datesOf(at), place.file, said, at.spot)),
      ]
    }),
    ...world.regions.flatMap((region) => endings(world, region)),
  ]
}

/** What a clause says; a year that it names is meant. */
function wordsOf({ says, reading }: Clause): string {
  return `${says.zh} ${reading?.zh ?? ''}`
}

const farPast = '1998-01-01'
const farYears = 40

function ofDocument(pack: LoadedPack): PackFault[] {
  const { region, document, inForce } = pack.file
  // What holds everywhere holds from the first day of the calendar of the state.
  if (region === everywhere) return []
  const spot = (...path: string[]): Spot => ({ file: pack.path, line: pack.lineOf(path) })
  const far = [inForce.from, inForce.to, document.issued].flatMap((day) =>
    day !== null && isFar(day, inForce.from) ? [faultAt(spot('inForce'), 'day-far', { day })] : [],
  )
  const { issued } = document
  if (issued === null) return far
  const late =
    issued > inForce.from ? [faultAt(spot('document', 'issued'), 'issued-after', { issued, from: inForce.from })] : []
  const number = /[〔[(（]((?:19|20)\d\d)[〕\])）]/.exec(document.number)?.[1]
  const year = number === undefined || number === issued.slice(0, 4) || number === addDays(issued, -90).slice(0, 4)
  return [...far, ...late, ...(year ? [] : [faultAt(spot('document', 'issued'), 'issued-year', { number, issued })])]
}

function isFar(day: Day, from: Day): boolean {
  return day < farPast || day > addDays(from, farYears * 365) || day > '2090-01-01'
}

interface Dated {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

function inDocument({ from, to }: Dated, { inForce }: PackFile, said: string, spot: Spot): PackFault[] {
  const [start, end] = [inForce.from, inForce.to]
  if ((from !== undefined && end !== null && from > end) || (to !== undefined && to < start))
    return [faultAt(spot, 'row-outside', { from: from ?? start, to: to ?? end ?? '-', start, end: end ?? '-' })]
  const far = [from, to].flatMap((day) =>
    day !== undefined && isFar(day, start) ? [faultAt(spot, 'day-far', { day })] : [],
  )
  // A row that the words date themselves is the document's own: 2022年起不设封顶 in a document of 2023.
  const older = from !== undefined && from < start && !said.includes(from.slice(0, 4))
  return [...far, ...(older ? [faultAt(spot, 'row-older', { from, start })] : [])]
}

/** What is laid down at first, and by nothing any more from some day on, while the document goes on. */
function endings(world: World, region: string): PackFault[] {
  const days = turningDays(world, region).map((on) => ({ on, rows: rowsOn(world, region, on) }))
  const last = days.at(-1)
  if (!last) return []
  const kept = new Set(last.rows.flatMap(keysOfRow))
  const gaps = last.rows.filter(
    (at): at is Extract<RowAt, { kind: 'gap' | 'manual' }> => at.kind === 'gap' || at.kind === 'manual',
  )
  return days.slice(0, -1).flatMap(({ rows }) =>
    rows.flatMap((at) => {
      const { to } = datesOf(at)
      if (to === undefined || at.place.region !== region || at.place.clause.to !== undefined) return []
      if (packOf(world, at.place.file).file.inForce.to === to || wordsOf(at.place.clause).includes(to.slice(0, 4)))
        return []
      const gone = keysOfRow(at).find((key) => !kept.has(key))
      const open = topicsOfRow(at).some((topic) => gaps.some((gap) => leavesOpen(gap.row, topic)))
      return gone === undefined || open ? [] : [faultAt(at.spot, 'row-ends-early', { what: gone, to })]
    }),
  )
}
