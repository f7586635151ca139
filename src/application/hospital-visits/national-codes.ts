import type { Day } from '../../domain/calendar.ts'
import type { CodeTable } from '../../domain/names/national-codes.ts'
import type { Ruled } from '../../domain/policies/law.ts'
import { Refusal, refuse } from '../../domain/refusals/refusal.ts'
import type { Service } from '../service.ts'

export type Code = Ruled<'codes'>

/** The codes of the national messages in a region on a day; none where no pack is in force. */
export class Codes {
  readonly #region: string
  readonly #on: Day
  readonly #rows: readonly Code[]

  constructor(service: Pick<Service, 'library'>, insuredRegion: string, on: Day) {
    this.#region = insuredRegion
    this.#on = on
    this.#rows = rowsOf(service, insuredRegion, on)
  }

  /** The code for something of ours; null where the region has none. */
  for(table: CodeTable, means: string): Code | null {
    return this.#rows.find((row) => row.table === table && row.means === means) ?? null
  }

  /** Every code of a table, in the pack's order. */
  all(table: CodeTable): readonly Code[] {
    return this.#rows.filter((row) => row.table === table)
  }

  /** What a code stands for. Errors: `code-unknown` with those the region has. */
  of(table: CodeTable, code: string): Code {
    const ofTable = this.#rows.filter((row) => row.table === table)
    const found = ofTable.find((row) => row.code === code)
    if (found) return found
    // Where there is no law there are no codes, and none of them could be sent instead.
    if (this.#rows.length === 0) return refuse('policy-missing', { region: this.#region, on: this.#on })
    const known = ofTable.map((row) => `${row.code} ${row.name}`).join('、')
    return refuse('code-unknown', { region: this.#region, on: this.#on, table, code: code.slice(0, 20), known })
  }
}

function rowsOf(service: Pick<Service, 'library'>, region: string, on: Day): readonly Code[] {
  try {
    return service.library.law(region, on).rows('codes')
  } catch (error) {
    if (error instanceof Refusal && error.code === 'policy-missing') return []
    throw error
  }
}
