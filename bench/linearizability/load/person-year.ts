import type { Random } from '../../faults/random.ts'
import type { Bill, Operation } from '../history/operation.ts'

/** After so many operations a person's year makes room for another's: what is computed anew stays short. */
export const operationsOfAYear = 150

/** A number that a client made up, with two contents: most send the first, some the second. */
export interface Numbered {
  readonly no: string
  readonly at: number
  readonly bills: readonly [Bill, Bill]
}

/** What the clients do in the year of one person, and what came of it. */
export class PersonYear {
  readonly personNo: string
  readonly history: Operation[] = []
  readonly #numbers: Numbered[] = []
  readonly #ids = new Map<string, string>()
  #begun = 0
  #underWay = 0

  constructor(personNo: string) {
    this.personNo = personNo
  }

  get isFull(): boolean {
    return this.#begun >= operationsOfAYear
  }

  /** Nobody works on it and nobody will. */
  get isOver(): boolean {
    return this.isFull && this.#underWay === 0
  }

  begin(): void {
    this.#begun += 1
    this.#underWay += 1
  }

  end(): void {
    this.#underWay -= 1
  }

  add(operation: Operation): void {
    const { asked, answer } = operation
    this.history.push(operation)
    if ('no' in asked && answer && 'id' in answer) this.#ids.set(asked.no, answer.id)
  }

  /** As it was answered to anybody. */
  idOf(no: string): string | undefined {
    return this.#ids.get(no)
  }

  /** Numbers of operations that were not answered. */
  get unanswered(): string[] {
    const numbers = this.history.flatMap(({ asked, answer }) => (answer === null && 'no' in asked ? [asked.no] : []))
    return [...new Set(numbers)]
  }

  newNumber(random: Random): Numbered {
    const at = this.#numbers.length
    const no = `${this.personNo.slice(-6)}-${at}`
    const bill = (content: number): Bill => ({
      limit: random.chance(0.7) ? 'other-disease' : 'special-disease',
      selfPay: BigInt(random.int(25_000, 39_000) * 10),
      // Another total for every content, so that no two bills look like one that was sent twice.
      offCatalogue: BigInt(at * 2 + content),
    })
    const made: Numbered = { no, at, bills: [bill(0), bill(1)] }
    this.#numbers.push(made)
    return made
  }

  /** One of the last that were made up, whether it was answered, is under way, or was never sent. */
  someNumber(random: Random): Numbered | null {
    const { length } = this.#numbers
    return length === 0 ? null : random.pick(this.#numbers.slice(-12))
  }

  anyNumber(random: Random): Numbered | null {
    return this.#numbers.length === 0 ? null : random.pick(this.#numbers)
  }
}
