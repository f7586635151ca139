import type { PackFile } from '../domain/policies/pack.ts'
import type { LawHolder } from './reload.ts'

/** The law of several places, which is one: every place stores the packs before any settles under them. */
export class LawOfPlaces implements LawHolder {
  readonly #holders: LawHolder[] = []

  add(holder: LawHolder): void {
    this.#holders.push(holder)
  }

  async keep(files: readonly PackFile[]): Promise<void> {
    await Promise.all(this.#holders.map((holder) => holder.keep(files)))
  }

  /** All hold the same packs, so one that adopts does so for all. */
  adopt(files: readonly PackFile[]): void {
    this.#holders[0]?.adopt(files)
  }
}
