import type { ClaimBody } from '../../src/application/claim/claim-input.ts'
import type { HospitalInput } from '../../src/application/registers/hospitals.ts'
import type { RegistrationInput } from '../../src/application/registers/registrations.ts'
import { addDays, type Day } from '../../src/domain/calendar.ts'
import { decimal, toFen, yuan } from '../../src/domain/money.ts'
import { hospital } from '../../test/support/people/registers.ts'
import type { Random } from '../faults/random.ts'
import { firstOf, type Person, twoDigits } from './people.ts'

export const hospitals: readonly HospitalInput[] = [
  hospital({ hospitalCode: 'H14050200001', region: '140502', level: 'three', feeClass: 'city-two' }),
  hospital({ hospitalCode: 'H14052100001', region: '140521', level: 'two', feeClass: 'county-two' }),
  hospital({ hospitalCode: 'H14058100001', region: '140581', level: 'one', feeClass: 'class-three' }),
  hospital({ hospitalCode: 'H14010500001', region: '140105', level: 'three', feeClass: 'class-one' }),
]

export interface Registered extends RegistrationInput {
  readonly personNo: string
}

/** A claim, and the month in which the hospital sends it: mostly that of the visit, sometimes the next. */
export interface SentClaim {
  readonly month: number
  readonly body: ClaimBody & { readonly settlementNo: string }
  /** Reversed in the month after it was sent, by this number. */
  readonly reversalNo: string | null
}

export interface PersonVisits {
  readonly registered: readonly Registered[]
  readonly claims: readonly SentClaim[]
}

const disease = { chronic: 'M03900', 'special-drug': 'C50900' } as const

export function visitsOf(person: Person, random: Random): PersonVisits {
  const registered = registrationsOf(person, random)
  const claims: SentClaim[] = []
  const send = (on: Day, body: Body) => claims.push(sent(person, claims.length + 1, { on, body, random }))
  for (let stay = stays(person, random); stay > 0; stay--) send(dayIn(random), stayOf(person, random))
  for (const { kind, management } of registered) {
    const care = kind === 'chronic' ? ('outpatient-chronic' as const) : ('outpatient-special-drug' as const)
    for (let visit = random.int(2, management === 'quota' ? 5 : 8); visit > 0; visit--)
      send(dayIn(random), outpatient(care, disease[kind as keyof typeof disease], random))
  }
  return { registered, claims }
}

function stays(person: Person, random: Random): number {
  if (person.heavy) return random.int(3, 4)
  if (person.appliesFor) return random.int(1, 2)
  return random.chance(0.32) ? random.int(1, 2) : 0
}

function registrationsOf({ personNo }: Person, random: Random): Registered[] {
  const since = { personNo, from: firstOf(1), to: null, packageCode: null }
  const drawn = random.next()
  const chronic = { ...since, kind: 'chronic', diseaseCode: disease.chronic, diseaseName: '高血压' } as const
  const registered: Registered[] = []
  if (drawn < 0.08) registered.push({ ...chronic, management: 'visit' })
  else if (drawn < 0.14) registered.push({ ...chronic, management: 'quota' })
  if (random.chance(0.02))
    registered.push({
      ...since,
      kind: 'special-drug',
      diseaseCode: disease['special-drug'],
      diseaseName: '乳腺癌',
      management: null,
    })
  return registered
}

type Body = Pick<ClaimBody, 'care' | 'costs' | 'diseaseCode' | 'paid'>

/** No schedule says what basic insurance pays of it, so the hospital does. */
function outpatient(care: ClaimBody['care'], diseaseCode: string, random: Random): Body {
  const cost = costs(random, 200, 6000)
  const basic = toFen(decimal(cost.inScope).times(random.int(40, 70)).div(100))
  return { care, diseaseCode, costs: cost, paid: { basic: yuan(basic) } }
}

function stayOf(person: Person, random: Random): Body {
  const large = person.heavy || person.appliesFor !== null
  return {
    care: 'inpatient',
    diseaseCode: undefined,
    costs: costs(random, large ? 60_000 : 1500, large ? 150_000 : 45_000),
  }
}

/** Whole fen between two amounts of yuan, most of it in scope. */
function costs(random: Random, from: number, to: number): ClaimBody['costs'] {
  const total = decimal(String(random.int(from * 100, to * 100))).div(100)
  const part = (maxPercent: number) => toFen(total.times(random.int(0, maxPercent)).div(100))
  const [offCatalogue, overLimit, preSelfPay] = [part(25), part(3), part(8)]
  const inScope = total.minus(offCatalogue).minus(overLimit).minus(preSelfPay)
  return {
    total: yuan(total),
    offCatalogue: yuan(offCatalogue),
    overLimit: yuan(overLimit),
    preSelfPay: yuan(preSelfPay),
    inScope: yuan(inScope),
  }
}

function dayIn(random: Random): Day {
  return `${firstOf(random.int(1, 12)).slice(0, 8)}${twoDigits(random.int(1, 28))}`
}

function sent(person: Person, n: number, { on, body, random }: { on: Day; body: Body; random: Random }): SentClaim {
  const settlementNo = `Y${person.personNo.slice(-9)}-${n}`
  const at = random.pick(hospitals)
  const isStay = body.care === 'inpatient'
  const days = isStay ? { admittedOn: addDays(on, -random.int(0, 10)), dischargedOn: on } : { servedOn: on }
  const referral = at.region.startsWith('1405') ? undefined : random.pick(['proper', 'none'] as const)
  const visited = Number(on.slice(5, 7))
  return {
    month: visited < 12 && random.chance(0.1) ? visited + 1 : visited,
    body: {
      ...body,
      ...days,
      settlementNo,
      personNo: person.personNo,
      hospitalCode: at.hospitalCode,
      referral,
      emergency: undefined,
    },
    reversalNo: random.chance(0.01) ? `R-${settlementNo}` : null,
  }
}
