import pg from 'pg'
import { afterAll } from 'vitest'
import { coverWithAid } from '../../../src/application/aid-applications/open-aid.ts'
import type { Caller } from '../../../src/application/callers/caller.ts'
import type { ClaimBody } from '../../../src/application/claim/claim-input.ts'
import { certifiers } from '../../../src/application/demo/demo-people.ts'
import { createLedgerWriter } from '../../../src/application/ledger/ledger-writer.ts'
import { type FoundDifference, verifyLedger } from '../../../src/application/ledger/verify-ledger.ts'
import { putBeneficiary } from '../../../src/application/registers/beneficiaries.ts'
import { addEnrolment, type EnrolmentInput } from '../../../src/application/registers/enrolments.ts'
import { type HospitalInput, putHospital } from '../../../src/application/registers/hospitals.ts'
import { addIdentity } from '../../../src/application/registers/identities.ts'
import { addRegistration, type RegistrationInput } from '../../../src/application/registers/registrations.ts'
import type { Service } from '../../../src/application/service.ts'
import { settle } from '../../../src/application/settlement/settle.ts'
import type { SettlementAnswer } from '../../../src/application/settlement/settlement-answer.ts'
import { createSecrets } from '../../../src/application/shared/secrets.ts'
import { UploadGate } from '../../../src/application/uploads/gate.ts'
import type { Category } from '../../../src/domain/names/categories.ts'
import type { PolicyLibrary } from '../../../src/domain/policies/library.ts'
import { shipped } from '../claims/packs.ts'
import { bodyOf, daysBefore, type Sketch, type SketchedIdentity } from '../claims/visit.ts'
import { hospital } from '../people/registers.ts'
import { freshDatabase, type TestDatabase } from './database.ts'
import { newSigner } from './signer.ts'

/** A bureau for every region. */
export const bureau: Caller = {
  id: '00000000-0000-7000-8000-000000000001',
  kind: 'bureau',
  region: '000000',
  hospitalCode: null,
}

/** What a test says of one person; the rest is a person insured in the city proper of Jincheng. */
export interface Someone {
  readonly insuredRegion?: string
  readonly enrolledTier?: 1 | 2 | null
  readonly birthDate?: string
  /** Without days of its own an identity is held since 2021. */
  readonly as?: Category | readonly (Category | SketchedIdentity)[]
  readonly registered?: readonly Partial<RegistrationInput>[]
}

/** A visit as a test sketches it, with whose it is and its number; a number of its own is given where none is said. */
export type Bill = Sketch & { readonly settlementNo?: string; readonly hospitalCode?: string }

export interface Desk {
  readonly service: Service
  readonly database: TestDatabase
  /** Moves the clock to noon of a day in China, or to another time of it. */
  readonly setDay: (day: string, time?: string) => void
  /** Registers a hospital and answers its code. */
  readonly hospital: (change?: Partial<HospitalInput>) => Promise<string>
  /** Registers a person and answers the number. */
  readonly person: (someone?: Someone) => Promise<string>
  readonly identity: (personNo: string, identity: SketchedIdentity) => Promise<string>
  /** Records an enrolment of a person, in tier 1 of the year of its first day unless it says otherwise; answers its id. */
  readonly enrolment: (
    personNo: string,
    enrolment: Partial<EnrolmentInput> & Pick<EnrolmentInput, 'from'>,
  ) => Promise<string>
  readonly settle: (personNo: string, bill: Bill) => Promise<SettlementAnswer>
  /** The same database under other packs, as after a restart of the service. */
  readonly under: (library: PolicyLibrary) => Promise<Service>
  /** What `ledger:verify` would name. */
  readonly differences: (library?: PolicyLibrary) => Promise<FoundDifference[]>
  /** A connection of the database's owner, for looking at rows and for doing damage. */
  readonly owner: () => Promise<pg.Client>
}

export const cityHospital = 'H14050000001'

const secrets = createSecrets(Buffer.alloc(32, 7))
const digestSigner = newSigner()

/** A service on a database of its own, with one hospital of Jincheng. Its day is 2024-05-05 unless a test moves it. */
export async function openDesk(library: PolicyLibrary = shipped): Promise<Desk> {
  const database = await freshDatabase()
  const db = database.open({ maxConnections: 6 })
  let now = inChina('2024-05-05')
  const clock = () => now
  const under = async (packs: PolicyLibrary): Promise<Service> => {
    const ledger = createLedgerWriter({ db, library: packs, clock })
    await ledger.archive.keep(clock())
    return { db, library: packs, ledger, clock, secrets, uploads: new UploadGate(), adminKey: null, digestSigner }
  }
  const service = await under(library)
  const setDay = (day: string, time?: string) => {
    now = inChina(day, time)
  }
  const registers = registersOf(service)
  await registers.hospital()
  return {
    service,
    database,
    setDay,
    ...registers,
    settle: async (personNo, bill) => (await settle(service, bureau, billOf(personNo, bill), 'en')).settlement,
    under,
    differences: (packs = library) => differencesOf(service, packs),
    owner: () => ownerOf(database),
  }
}

function inChina(day: string, time = '12:00:00'): Date {
  return new Date(`${day}T${time}+08:00`)
}

function registersOf(service: Service): Pick<Desk, 'hospital' | 'person' | 'identity' | 'enrolment'> {
  let count = 0
  const identity: Desk['identity'] = async (
    personNo,
    { category, from = '2021-01-01', to = null, approved = true },
  ) => {
    const held = {
      category,
      from,
      to,
      certifiedBy: certifiers[category] ?? 'civil-affairs',
      certificateNo: `C-${category}-${from}`,
    } as const
    const { id, entitles } = (await addIdentity(service, bureau, { personNo, ...held })).answer
    if (approved && entitles === 'on-application') await approveAid(service, personNo, { category, from, to })
    return id
  }
  return {
    identity,
    enrolment: async (personNo, { from, ...more }) => {
      const said = { year: Number(from.slice(0, 4)), tier: 1, from, source: '税务征缴名单', ...more } as const
      return (await addEnrolment(service, bureau, { personNo, ...said }, 'en')).answer.id
    },
    hospital: async (change = {}) => {
      const input = hospital({ region: '140502', feeClass: 'city-two', ...change })
      await putHospital(service, bureau, input)
      return input.hospitalCode
    },
    person: async (someone = {}) => {
      const personNo = `14050000000000${String(++count).padStart(6, '0')}`
      await putBeneficiary(service, bureau, {
        ...card(personNo),
        insuredRegion: '140502',
        enrolledTier: 1,
        ...placeOf(someone),
      })
      for (const held of identitiesOf(someone)) await identity(personNo, held)
      for (const held of someone.registered ?? [])
        await addRegistration(service, bureau, { personNo, ...disease, ...held })
      return personNo
    },
  }
}

/** As the approval of an application for aid leaves it. */
function approveAid(
  service: Service,
  personNo: string,
  covered: { category: Category; from: string; to: string | null },
) {
  const applied = { personNo, ...covered, source: '示例申请' }
  return service.db.prisma.$transaction((registers) => coverWithAid(service, bureau, registers, applied))
}

/** A document without a check digit of its own. */
function card(personNo: string) {
  return { personNo, name: '示例', idType: '99', idNumber: personNo, birthDate: '1975-03-12' }
}

function placeOf({ insuredRegion, enrolledTier, birthDate }: Someone) {
  return {
    ...(birthDate ? { birthDate } : {}),
    ...(insuredRegion ? { insuredRegion } : {}),
    ...(enrolledTier === undefined ? {} : { enrolledTier }),
  }
}

function identitiesOf({ as = [] }: Someone): SketchedIdentity[] {
  const held = typeof as === 'string' ? [as] : as
  return held.map((one) => (typeof one === 'string' ? { category: one } : one))
}

/** The disease that sketched visits name. */
const disease: RegistrationInput = {
  kind: 'chronic',
  diseaseCode: 'M00100',
  diseaseName: '示例病种',
  management: null,
  packageCode: null,
  from: '2021-01-01',
  to: null,
}

let numbers = 0

/** The body of a sketched visit. A visit in Jincheng's hospital unless it says otherwise. */
export function billOf(personNo: string, bill: Bill): ClaimBody {
  const { settlementNo = `S${++numbers}`, hospitalCode = cityHospital } = bill
  return apart({ ...bodyOf(bill), settlementNo, personNo, hospitalCode })
}

/** By person, hospital, last day and amounts, the numbers under which a stay was sketched. */
const sketched = new Map<string, string[]>()

/** A stay that was sketched before under another number began some days earlier than that one: else it would be one bill sent twice (000000/G25). */
function apart(body: ClaimBody): ClaimBody {
  const { settlementNo = '', admittedOn, dischargedOn } = body
  if (!admittedOn || admittedOn !== dischargedOn) return body
  const key = [body.personNo, body.hospitalCode, dischargedOn, ...Object.values(body.costs)].join('|')
  const known = sketched.get(key) ?? []
  if (!known.includes(settlementNo)) sketched.set(key, [...known, settlementNo])
  const days = sketched.get(key)?.indexOf(settlementNo) ?? 0
  return { ...body, admittedOn: daysBefore(admittedOn, days) }
}

async function differencesOf(service: Service, library: PolicyLibrary): Promise<FoundDifference[]> {
  const found: FoundDifference[] = []
  const archive =
    library === service.library ? service.ledger.archive : createLedgerWriter({ ...service, library }).archive
  await verifyLedger({ db: service.db, archive }, (difference) => found.push(difference))
  return found
}

const owners: pg.Client[] = []
afterAll(async () => {
  await Promise.all(owners.splice(0).map((owner) => owner.end().catch(() => undefined)))
})

async function ownerOf(database: TestDatabase): Promise<pg.Client> {
  const owner = new pg.Client({ connectionString: database.url })
  // The database is dropped under whoever is still connected when its file is done.
  owner.on('error', () => {})
  await owner.connect()
  owners.push(owner)
  return owner
}

/** How many rows each table of the ledger has. */
export async function rowCounts(service: Service): Promise<Record<string, string>> {
  const tables = ['person_years', 'settlement_numbers', 'settlements', 'entries', 'limit_movements', 'reversals']
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table})::text AS ${table}`)
  const { rows } = await service.db.pool.query<Record<string, string>>(`SELECT ${counts.join(', ')}`)
  return rows[0] as Record<string, string>
}
