import { type Fault, refuse } from './refusal.ts'

/** More than anybody corrects at once. */
const maxKept = 100

/** What is wrong in one request. The first faults are kept and the others counted, so that no request costs more than another. */
export class FaultList {
  readonly kept: Fault[] = []
  #more = 0

  add(pointer: string, zh: string, en: string): void {
    if (this.kept.length < maxKept) this.kept.push({ pointer, detail: { zh, en } })
    else this.#more += 1
  }

  get isFull(): boolean {
    return this.kept.length === maxKept
  }

  /** Errors: `invalid-request` with the faults that are kept, and how many more there are. */
  refuseAny(): void {
    if (this.kept.length > 0) refuse('invalid-request', {}, { faults: this.kept, moreFaults: this.#more })
  }
}
