import type pg from 'pg'
import { readHistory } from '../../db/ledger/history.ts'
import type { ClaimKey, ClaimRead, PersonYearKey, ReadYear, StoredSettlement } from '../../db/ledger/rows.ts'
import { writePersonYears } from '../../db/ledger/write-postings.ts'
import { insertOverlappingStays, type OverlappingStay } from '../../db/settlement/overlapping-stays.ts'
import { voidSettlement } from '../../db/settlement/void-number.ts'
import { type Facts, placeOf, type Settled } from '../../domain/adjudication/types.ts'
import { adjudicate } from '../../domain/adjudication/waterfall.ts'
import { checkGivenAssistance } from '../../domain/claim/given-assistance.ts'
import { type SettledVisit, sameVisit } from '../../domain/claim/overlaps.ts'
import { type EarlierVisit, type PaidForEarlier, shareOwed } from '../../domain/ledger/owed-for-earlier.ts'
import { emptyYear, withElsewhere, yearState } from '../../domain/ledger/year-state.ts'
import { Refusal } from '../../domain/refusals/refusal.ts'
import { type DueAlert, dueAlert, raiseAlerts } from '../alerts/raise-alerts.ts'
import { claimYear, eventDay, type Input } from '../claim/claim-input.ts'
import { withEarlierYears } from '../claim/earlier-years.ts'
import type { SettleAnswer, SettleJob } from '../ledger/commands.ts'
import type { JobOutcome } from '../ledger/group-commit.ts'
import { PersonYearPosting, seal } from '../ledger/posting.ts'
import type { PostingContext } from '../ledger/posting-context.ts'
import { WantedNumbers } from '../places/wanted-numbers.ts'
import { type ApprovedBill, approveBill } from '../reimbursements/approve-bill.ts'
import { newId } from '../shared/ids.ts'
import { comparedVisit, prepare, requireTheirs } from './prepare.ts'

export function claimKey(job: Pick<SettleJob, 'input' | 'personNo'>): ClaimKey {
  const { input, personNo } = job
  const days = { from: input.admittedOn ?? eventDay(input), to: eventDay(input) }
  return { hospitalCode: input.hospitalCode, settlementNo: input.settlementNo, personNo, year: claimYear(input), days }
}

/** `work` is the person-year that must be written for the step to hold, a refusal by a number of the same group included. */
type Step = { readonly work: PersonYearPosting | null } & (
  | { readonly done: SettleAnswer }
  | { readonly failed: unknown }
  | { readonly retry: true }
)

type Prepared = ReturnType<typeof prepare> & { readonly work: PersonYearPosting }

/**
 * Settlements that are read and written together. They are computed one after the other, so that two
 * of one person see each other; one that is refused leaves no mark on the rest.
 */
export class SettleGroup {
  readonly #context: PostingContext
  readonly #jobs: readonly SettleJob[]
  readonly #held: ReadonlySet<string>
  /** People whose law looks at other years too, and who are not held: nothing of this group may be written. */
  readonly unheld = new Set<string>()
  readonly #years = new Map<string, PersonYearPosting>()
  /** Of a number that is joined with others, one name for all of them. */
  readonly #humans = new Map<string, string>()
  /** What this group settled of each human, under whatever number: nobody could read it yet. */
  readonly #visits = new Map<string, (SettledVisit & { readonly work: PersonYearPosting })[]>()
  readonly #numbers = new Map<string, { inputHash: string; settlementId: string; work: PersonYearPosting }>()
  /** Alerts that are due, the first of each person-year; those of a person-year that is not written fall away. */
  readonly due = new Map<PersonYearPosting, DueAlert>()
  /** Stays that overlap, for the bureau's list (000000/G25); those of a person-year that is not written fall away. */
  readonly overlapping: { readonly work: PersonYearPosting; readonly row: OverlappingStay }[] = []
  readonly #wanted: WantedNumbers<PersonYearPosting>
  /** Bills that were handed in and are approved with their settlement, or not at all. */
  readonly handedIn: { readonly work: PersonYearPosting; readonly row: ApprovedBill }[] = []
  /** Person-years whose alert stands once this group is committed. */
  alerted: PersonYearKey[] = []
  #steps: Step[] = []

  /** `held`: people of whom nobody else settles anything until the transaction ends. */
  constructor(context: PostingContext, jobs: readonly SettleJob[], held: ReadonlySet<string> = new Set()) {
    this.#context = context
    this.#wanted = new WantedNumbers(context.numbers)
    this.#jobs = jobs
    this.#held = held
  }

  /** Whether more than postings is to be written, and so a transaction is needed. */
  get writesBesides(): boolean {
    return this.due.size > 0 || this.overlapping.length > 0 || this.handedIn.length > 0
  }

  /** What brings a top-up for the year's earlier visits needs to know them, which few settlements do. */
  async compute(reads: readonly ClaimRead[], client: pg.ClientBase): Promise<void> {
    this.#steps = []
    for (const [at, job] of this.#jobs.entries())
      this.#steps.push(await this.#attempt(job, reads[at] as ClaimRead, client))
  }

  async #attempt(job: SettleJob, read: ClaimRead, client: pg.ClientBase): Promise<Step> {
    if (read.person?.joinedAs) this.#humans.set(job.personNo, read.person.joinedAs)
    try {
      const step = this.#step(job, read, client)
      return step instanceof Promise ? await step : step
    } catch (failed) {
      // A refusal because of a visit of this group holds only once that visit is written.
      return {
        failed,
        work: sameVisit(comparedVisit(job), this.#visitsOf(job.personNo))?.work ?? null,
      }
    }
  }

  /** Writes what was computed; a person-year that another process moved on meanwhile is asked for again. */
  async write(client: pg.ClientBase): Promise<JobOutcome<SettleAnswer>[]> {
    const { refused, unclaimed } = await this.#wanted.claim()
    for (const [at, failed] of refused) this.#steps[at] = { failed, work: null }
    const works = [...this.#years.values()].filter((work) => work.isChanged && !unclaimed.has(work))
    const written = await writePersonYears(
      client,
      works.map((work) => work.write()),
    )
    const lost = new Set([...works.filter((_, at) => !written[at]), ...unclaimed])
    if (this.due.size > 0) await this.#raise(client, lost)
    const found = this.overlapping.filter(({ work }) => !lost.has(work)).map(({ row }) => row)
    if (found.length > 0) await insertOverlappingStays(client, found)
    for (const { work, row } of this.handedIn) if (!lost.has(work)) await approveBill(client, row)
    return this.#steps.map((step): JobOutcome<SettleAnswer> => {
      if ('retry' in step || (step.work && lost.has(step.work))) return { retry: true }
      return 'failed' in step ? { failed: step.failed } : { done: step.done }
    })
  }

  async #raise(client: pg.ClientBase, lost: ReadonlySet<PersonYearPosting>): Promise<void> {
    const due = [...this.due].filter(([work]) => !lost.has(work)).map(([, alert]) => alert)
    await raiseAlerts(client, due, this.#context.clock())
    this.alerted = due.map(({ key }) => key)
  }

  #step(job: SettleJob, read: ClaimRead, client: pg.ClientBase): Step | Promise<Step> {
    const used = read.number ?? this.#numbers.get(numberKey(job.input))
    if (used) return this.#replay(job, read, used)
    const prepared = this.#prepare(job, read)
    if (prepared.law.tables.earlierYears !== null) return this.#withEarlierYears(job, prepared, read, client)
    return this.#settle(job, prepared, client)
  }

  /** Other years are read where the law looks at them, which few do; no version of this year guards those. */
  async #withEarlierYears(job: SettleJob, prepared: Prepared, read: ClaimRead, client: pg.ClientBase): Promise<Step> {
    const { law, facts, work } = prepared
    const human = this.#humanOf(job.personNo)
    if (!this.#held.has(human)) {
      this.unheld.add(human)
      return { retry: true, work: null }
    }
    const numbers = [job.personNo, ...read.others.map(({ personNo }) => personNo)]
    const pending = [...this.#years.values()].find(
      ({ key, isChanged }) => isChanged && key.year !== work.key.year && numbers.includes(key.personNo),
    )
    // What this group posts to such a year is not there to be read yet.
    if (pending) return { retry: true, work: pending }
    const of = { personNo: job.personNo, others: read.others, on: eventDay(job.input) }
    return this.#settle(job, { ...prepared, facts: await withEarlierYears(client, law, facts, of) }, client)
  }

  #settle(job: SettleJob, prepared: Prepared, client: pg.ClientBase): Step | Promise<Step> {
    const { law, claim, facts, work } = prepared
    const settled = adjudicate(law, claim, facts, work.state)
    checkGivenAssistance(claim, settled.outcome)
    if (settled.owed.length === 0) return this.#post(job, prepared, settled, [])
    return this.#withEarlier(job, prepared, settled, client)
  }

  async #withEarlier(job: SettleJob, prepared: Prepared, settled: Settled, client: pg.ClientBase): Promise<Step> {
    const { work } = prepared
    const history = await readHistory(client, { ...work.key, lock: false })
    // Another process moved the year on after it was read: the write would lose, and what is owed would be shared wrongly.
    if (history.version !== work.readVersion) return { retry: true, work }
    const { outcome, adjusted } = shareOwed(work.standing(earlierVisitsOf(history.settlements)), settled)
    return this.#post(job, prepared, { ...settled, outcome }, adjusted)
  }

  #post(job: SettleJob, { law, facts, work }: Prepared, settled: Settled, adjusted: readonly PaidForEarlier[]): Step {
    const before = withElsewhere(work.state, facts.elsewhere)
    const sealed = seal(settled.outcome)
    const settlementId = newId()
    const settledAt = this.#context.clock().toISOString()
    work.settle(
      {
        settlementId,
        insuredRegion: placeOf(facts.person),
        hospitalCode: job.input.hospitalCode,
        settlementNo: job.input.settlementNo as string,
        care: job.input.care,
        admittedOn: job.input.admittedOn,
        eventOn: eventDay(job.input),
        insurance: facts.person.insurance ?? null,
        unfiled: settled.outcome.warnings.some(({ code }) => code === 'referral-not-filed') || null,
        input: JSON.stringify(job.input),
        facts: JSON.stringify(facts),
        inputHash: job.inputHash,
        settledAt,
        callerId: job.caller.id,
      },
      job.input,
      sealed,
      settled.next,
    )
    if (adjusted.length > 0) work.payForEarlier(settlementId, adjusted, { at: settledAt, callerId: job.caller.id })
    const happenedOn = eventDay(job.input)
    const of = { key: work.key, cause: 'settlement', settlementId, happenedOn } as const
    const alert = dueAlert(law, facts, before, withElsewhere(settled.next, facts.elsewhere), of)
    if (alert && !this.due.has(work) && !this.#context.alerts.has(work.key)) this.due.set(work, alert)
    this.#numbers.set(numberKey(job.input), { inputHash: job.inputHash, settlementId, work })
    const numbered = { hospitalRegion: facts.hospital.region, year: work.key.year, settlementId }
    this.#wanted.want(job, numbered, { at: this.#steps.length, work })
    if (job.handedIn) {
      const { reimbursementId } = job.handedIn
      this.handedIn.push({ work, row: { reimbursementId, settlementId, at: settledAt, callerId: job.caller.id } })
    }
    this.#remember(job, facts, { settlementId, settledAt, work })
    const posted = { settlementId, settledAt, outcome: sealed.outcome, traceHash: sealed.traceHash }
    return { done: { posted, replayOf: null }, work }
  }

  #humanOf(personNo: string): string {
    return this.#humans.get(personNo) ?? personNo
  }

  #visitsOf(personNo: string) {
    return this.#visits.get(this.#humanOf(personNo)) ?? []
  }

  #remember(
    job: SettleJob,
    { overlaps = [], person }: Facts,
    { settlementId, settledAt, work }: { settlementId: string; settledAt: string; work: PersonYearPosting },
  ): void {
    const { personNo, input } = job
    const visit = { ...comparedVisit(job), settlementNo: input.settlementNo as string, work }
    this.#visits.set(this.#humanOf(personNo), [...this.#visitsOf(personNo), visit])
    const { hospitalCode, settlementNo } = visit
    const insuredRegion = placeOf(person)
    for (const other of overlaps)
      this.overlapping.push({
        work,
        row: { personNo, settlementId, hospitalCode, settlementNo, insuredRegion, other, foundAt: settledAt },
      })
  }

  /** The number was used: by an earlier group, or by one before it in this group, which must be written for it to hold. */
  #replay(
    job: SettleJob,
    read: ClaimRead,
    used: { inputHash: string; settlementId: string; work?: PersonYearPosting },
  ): Step {
    const { person } = read
    if (person) requireTheirs(job, { ...read, person })
    const work = used.work ?? null
    if (used.inputHash !== job.inputHash) {
      const { hospitalCode, settlementNo } = job.input
      const { settlementId } = used
      if (settlementId === voidSettlement)
        return { failed: new Refusal('message-undone', { msgid: settlementNo ?? '' }), work }
      const params = { hospitalCode, settlementNo: settlementNo ?? '', settlementId }
      return { failed: new Refusal('settlement-no-reused', params), work }
    }
    return { done: { posted: null, replayOf: used.settlementId }, work }
  }

  #prepare(job: SettleJob, read: ClaimRead) {
    const coinciding = [...read.coinciding, ...this.#visitsOf(job.personNo)]
    const year = claimYear(job.input)
    // What this group settled of the person's other numbers nobody could read yet.
    const kept = (region: string) => (personNo: string) => this.#years.get(`${personNo}|${region}|${year}`)?.state
    const prepared = prepare(this.#context, job, { ...read, coinciding }, kept)
    const key = { personNo: job.personNo, region: prepared.law.region, year: claimYear(job.input) }
    const name = nameOf(key)
    const known = this.#years.get(name)
    const work = known ?? new PersonYearPosting(key, ...yearOfClaim(read.years, key))
    this.#years.set(name, work)
    return { work, ...prepared }
  }
}

function nameOf({ personNo, region, year }: PersonYearKey): string {
  return `${personNo}|${region}|${year}`
}

/** Reversed ones have nothing left. */
export function earlierVisitsOf(settlements: readonly StoredSettlement[]): EarlierVisit[] {
  return settlements
    .filter(({ reversed }) => !reversed)
    .map(({ settlementId, eventOn, outcome }) => ({ settlementId, day: eventOn, outcome }))
}

function numberKey({ hospitalCode, settlementNo }: Input): string {
  return `${hospitalCode}|${settlementNo}`
}

export function yearOfClaim(years: readonly ReadYear[], { region }: Pick<PersonYearKey, 'region'>) {
  const found = years.find((year) => year.region === region)
  return [found ?? { version: 0, head: null }, found ? yearState(found.state) : emptyYear] as const
}
