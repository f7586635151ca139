import type { Random } from '../random.ts'
import { type Place, personNo, places } from './people.ts'

/** One thing that a hospital wants done, under a number of its own. It is sent until it is decided. */
export interface Operation {
  readonly operation: 'settle' | 'reverse'
  readonly no: string
  readonly hospitalCode: string
  readonly personNo: string
  readonly settlementNo: string | null
  readonly total: string | null
  readonly body: string
  readonly mayRefuse: readonly string[]
  /** How many times it is sent at once, to both services. */
  readonly copies: number
  /** Whether it is dropped when it is answered that nothing was written: then nothing may be in the ledger. */
  readonly givesUp: boolean
}

/** How the load is mixed. Shares are of all operations. */
export interface Mix {
  readonly peopleOfPlace: number
  readonly reversals: number
  readonly triples: number
  readonly strangers: number
  readonly reused: number
  readonly givingUp: number
}

export const ordinary: Mix = {
  peopleOfPlace: 40,
  reversals: 0.06,
  triples: 0.03,
  strangers: 0.02,
  reused: 0.01,
  givingUp: 0.2,
}

/** What one hospital clerk does, one operation after the other. */
export class Clerk {
  readonly #random: Random
  readonly #mix: Mix
  readonly #name: string
  readonly #done: Operation[] = []
  #count = 0

  constructor(random: Random, mix: Mix, name: string) {
    this.#random = random
    this.#mix = mix
    this.#name = name
  }

  next(): Operation {
    const random = this.#random
    this.#count += 1
    const last = this.#done.at(-1)
    if (last && random.chance(this.#mix.reversals)) return this.#reversal()
    if (last && random.chance(this.#mix.reused)) return this.#reuse(last)
    return this.#settlement(random.chance(this.#mix.strangers))
  }

  /** It was acknowledged, so it can be reversed. */
  acknowledged(operation: Operation): void {
    if (operation.operation === 'settle') this.#done.push(operation)
  }

  #settlement(stranger: boolean): Operation {
    const random = this.#random
    const place = random.pick(places)
    const no = `${place.hospitalCode}-${this.#name}-${this.#count}`
    const person = stranger ? personNo(place, 99_999) : personNo(place, this.#someone())
    const claim = stay(random, place, { settlementNo: no, personNo: person })
    return {
      ...shared(claim, this.#random, this.#mix),
      operation: 'settle',
      no,
      settlementNo: null,
      mayRefuse: stranger ? ['person-not-registered'] : [],
    }
  }

  /** A few people come again and again, so that groups hold several claims of one person. */
  #someone(): number {
    const { peopleOfPlace } = this.#mix
    return this.#random.chance(0.3) ? this.#random.int(1, 3) : this.#random.int(1, peopleOfPlace)
  }

  /** The same number for another claim: it must be refused for ever after. */
  #reuse(operation: Operation): Operation {
    const claim = JSON.parse(operation.body) as ReturnType<typeof stay>
    const body = JSON.stringify({ ...claim, diseaseCode: 'Z99.900' })
    return { ...operation, body, copies: 1, mayRefuse: ['settlement-no-reused'], givesUp: false }
  }

  #reversal(): Operation {
    const [undone] = this.#done.splice(this.#random.int(0, this.#done.length - 1), 1) as [Operation]
    const { hospitalCode, no: settlementNo, personNo: person } = undone
    const no = `R-${settlementNo}`
    const resettleLater = this.#random.chance(0.7)
    const body = JSON.stringify({ hospitalCode, settlementNo, reversalNo: no, reason: '故障试验', resettleLater })
    const mayRefuse = resettleLater ? [] : ['later-settlements-depend']
    return {
      ...mixed(this.#random, this.#mix),
      operation: 'reverse',
      no,
      hospitalCode,
      personNo: person,
      settlementNo,
      total: null,
      body,
      mayRefuse,
    }
  }
}

function mixed(random: Random, mix: Mix): Pick<Operation, 'copies' | 'givesUp'> {
  return { copies: random.chance(mix.triples) ? 3 : 1, givesUp: random.chance(mix.givingUp) }
}

function shared(claim: ReturnType<typeof stay>, random: Random, mix: Mix) {
  const { hospitalCode, personNo: person, costs } = claim
  return { ...mixed(random, mix), hospitalCode, personNo: person, total: costs.total, body: JSON.stringify(claim) }
}

const money = (yuan: number) => `${yuan}.00`

/** A stay in 2023, of which basic insurance left about a third, so that a few of them use up the year's limit. */
function stay(random: Random, place: Place, numbers: { settlementNo: string; personNo: string }) {
  const inScope = random.int(...place.inScope)
  const offCatalogue = random.int(0, 2_000)
  const month = String(random.int(6, 12)).padStart(2, '0')
  return {
    ...numbers,
    hospitalCode: place.hospitalCode,
    care: 'inpatient',
    admittedOn: `2023-${month}-01`,
    dischargedOn: `2023-${month}-${String(random.int(2, 28)).padStart(2, '0')}`,
    referral: 'proper',
    costs: {
      total: money(inScope + offCatalogue),
      offCatalogue: money(offCatalogue),
      overLimit: '0.00',
      preSelfPay: '0.00',
      inScope: money(inScope),
    },
    paid: { basic: money(Math.floor(inScope * 0.65)), criticalIllness: '0.00' },
  }
}
