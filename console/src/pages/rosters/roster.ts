import type { components } from '../../../../clients/typescript/src/index.ts'

export type Roster = components['schemas']['Roster']

/** A month of a region, for which departments send. */
export interface Month {
  readonly region: string
  readonly month: string
}
