/** Something stored that is not what it has to be. */
export interface Difference {
  /** Of the entry; null where it is of the year as a whole. */
  readonly seq: number | null
  readonly what: string
  readonly stored: string
  readonly computed: string
}
