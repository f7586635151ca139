import { uuidv7 } from 'uuidv7'
import { claimYear, eventDay } from '../../src/application/claim/claim-input.ts'
import type { JobInput, LedgerWriter, SettleAnswer, SettleJob } from '../../src/application/ledger/commands.ts'
import { PersonYearPosting, seal } from '../../src/application/ledger/posting.ts'
import { prepare } from '../../src/application/settlement/prepare.ts'
import { yearOfClaim } from '../../src/application/settlement/settle-group.ts'
import type { PrismaClient } from '../../src/db/generated/client.ts'
import { PrismaClientKnownRequestError } from '../../src/db/generated/internal/prismaNamespace.ts'
import type { ClaimRead } from '../../src/db/ledger/rows.ts'
import { storedState } from '../../src/db/ledger/stored.ts'
import { dayOfDate, type Registers } from '../../src/db/registers/dates.ts'
import { adjudicate } from '../../src/domain/adjudication/waterfall.ts'
import type { Category } from '../../src/domain/names/categories.ts'
import type { FeeClass, HospitalLevel } from '../../src/domain/names/hospitals.ts'
import type { RegistrationKind } from '../../src/domain/names/registrations.ts'
import type { PolicyLibrary } from '../../src/domain/policies/library.ts'
import { hashText, Moved, writeYear } from './prisma-write.ts'

type Job = JobInput<SettleJob>

/**
 * The ledger as it is usually written: an interactive transaction of Prisma's for each settlement.
 *
 * It reads the same registers, computes with the same engine and writes the same rows to the same tables under the same
 * guards; only how it talks to the database differs. A lost race is tried again, as the real one does.
 */
export function prismaLedger(
  prisma: PrismaClient,
  library: PolicyLibrary,
  archive: LedgerWriter['archive'],
): LedgerWriter {
  const settle = async (job: Job): Promise<SettleAnswer> => {
    for (;;) {
      const answer = await prisma
        .$transaction((tx) => settleIn(tx, library, job), { maxWait: 30_000, timeout: 30_000 })
        .catch((error: unknown) => {
          if (isRace(error)) return null
          throw error
        })
      if (answer) return answer
    }
  }
  const reverse = () => Promise.reject(new Error('the baseline only settles'))
  return {
    archive,
    waiting: 0,
    settle,
    reverse,
    recalculate: reverse,
    open: reverse,
    closeYear: reverse,
    close: async () => undefined,
  }
}

/** A unique key met twice, or a version that had moved. */
function isRace(error: unknown): boolean {
  return error instanceof Moved || (error instanceof PrismaClientKnownRequestError && error.code === 'P2002')
}

async function settleIn(tx: Registers, library: PolicyLibrary, job: Job): Promise<SettleAnswer> {
  const { input } = job
  const settlementNo = input.settlementNo as string
  const read = await readClaim(tx, job)
  if (read.number) return { posted: null, replayOf: read.number.settlementId }
  const { law, claim, facts } = prepare({ library }, job, read)
  const key = { personNo: job.personNo, region: law.region, year: claimYear(input) }
  const work = new PersonYearPosting(key, ...yearOfClaim(read.years, key))
  const settled = adjudicate(law, claim, facts, work.state)
  const sealed = seal(settled.outcome)
  const settlementId = uuidv7()
  const settledAt = new Date().toISOString()
  const { insuredRegion } = facts.person
  const texts = { input: JSON.stringify(input), facts: JSON.stringify(facts), inputHash: job.inputHash }
  const { hospitalCode, care } = input
  const days = { admittedOn: input.admittedOn, eventOn: eventDay(input) }
  const marks = { insurance: facts.person.insurance ?? null, unfiled: null }
  work.settle(
    {
      settlementId,
      insuredRegion,
      hospitalCode,
      settlementNo,
      care,
      settledAt,
      callerId: job.caller.id,
      ...days,
      ...marks,
      ...texts,
    },
    input,
    sealed,
    settled.next,
  )
  await writeYear(tx, work.write())
  return { posted: { settlementId, settledAt, outcome: sealed.outcome, traceHash: sealed.traceHash }, replayOf: null }
}

async function readClaim(tx: Registers, { input, personNo }: Job): Promise<ClaimRead> {
  const { hospitalCode } = input
  const settlementNo = input.settlementNo as string
  const number = await tx.settlementNumber.findUnique({
    where: { hospitalCode_settlementNo: { hospitalCode, settlementNo } },
  })
  const person = await tx.beneficiary.findUnique({ where: { personNo } })
  const hospital = await tx.hospital.findUnique({ where: { hospitalCode } })
  const identities = await tx.identity.findMany({ where: { personNo }, orderBy: [{ validFrom: 'asc' }, { id: 'asc' }] })
  const registrations = await tx.registration.findMany({
    where: { personNo },
    orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
  })
  const years = await tx.personYear.findMany({ where: { personNo, year: claimYear(input) } })
  const period = ({ validFrom, validTo }: { validFrom: Date; validTo: Date | null }) => ({
    from: dayOfDate(validFrom),
    to: validTo && dayOfDate(validTo),
  })
  return {
    number: number && { settlementId: number.settlementId, personNo, year: number.year, inputHash: '' },
    person: person && {
      ...person,
      firstRegion: person.firstRegion ?? person.insuredRegion,
      insurance: person.insurance as 'residents' | 'employees',
      enrolledTier: person.enrolledTier as 1 | 2 | null,
      birthDate: dayOfDate(person.birthDate),
    },
    hospital: hospital && {
      ...hospital,
      level: hospital.level as HospitalLevel,
      feeClass: hospital.feeClass as FeeClass,
    },
    identities: identities.map((row) => ({
      id: row.id,
      category: row.category as Category,
      certifiedRegion: row.certifiedRegion,
      unableToWork: row.unableToWork,
      ...period(row),
    })),
    registrations: registrations.map((row) => ({
      id: row.id,
      kind: row.kind as RegistrationKind,
      diseaseCode: row.diseaseCode,
      management: row.management as 'visit' | 'quota' | null,
      packageCode: row.packageCode,
      ...period(row),
    })),
    dated: [],
    coinciding: [],
    others: [],
    otherEnrolments: [],
    years: years.map((year) => ({ ...year, state: storedState(year.state), head: hashText(year.head) })),
  }
}
