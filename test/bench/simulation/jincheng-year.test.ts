import { beforeAll, describe, expect, test } from 'vitest'
import { planYear, type YearPlan } from '../../../bench/simulation/plan.ts'
import { categoriesOn, lastDayOfYear } from '../../../bench/simulation/rosters.ts'
import { region, simulateYear, type YearTally } from '../../../bench/simulation/simulate.ts'
import { readOverview } from '../../../src/application/overview/overview.ts'
import { getRun } from '../../../src/application/premiums/read-subsidy-runs.ts'
import { getYearEndRun } from '../../../src/application/year-end/read-year-end-runs.ts'
import { startYearEndRun } from '../../../src/application/year-end/start-year-end-run.ts'
import { decimal, sum, yuan } from '../../../src/domain/money.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'
import { aidByMonth, sumsBy, sumsOfAll, usedUp } from '../../support/database/overview-sums.ts'
import { subsidise } from '../../support/database/subsidies.ts'

/** A few hundred with the other tests; `npm run year` simulates the year of twenty thousand. */
const count = Number(process.env.YIZHAN_YEAR_PEOPLE ?? 300)
const patience = 120_000 + count * 200

let desk: Desk
let plan: YearPlan
let tally: YearTally
let closed: Awaited<ReturnType<typeof getYearEndRun>>

async function closeYear() {
  const { id } = await startYearEndRun(desk.service, bureau, { region, year: 2024 })
  await runJob(desk.service, id)
  return getYearEndRun(desk.service, bureau, id)
}

const note = (said: string) => {
  if (count > 1000) process.stdout.write(`${said}\n`)
}

beforeAll(async () => {
  desk = await openDesk()
  plan = planYear(count)
  tally = await simulateYear(desk, plan, note)
  closed = await closeYear()
  note(`closed: ${JSON.stringify({ ...closed, id: undefined })}`)
}, patience)

const counted = async (sql: string) => {
  const { rows } = await desk.service.db.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`)
  return rows[0]?.n ?? 0
}

test('everything that was planned was done', async () => {
  const months = Array.from({ length: 12 }, (_, at) => at + 1)
  const claims = months.flatMap((month) => plan.claims(month))
  expect(tally.settled).toBe(claims.length)
  expect(tally.reversed).toBe(claims.filter(({ reversalNo }) => reversalNo !== null).length)
  expect(tally.approved).toBe([...months, 13].flatMap((month) => plan.applications(month)).length)
  expect(await counted('settlements')).toBe(tally.settled)
  expect(await counted(`entries WHERE kind = 'reversal'`)).toBe(tally.reversed)
  expect(tally.returned.some((amount) => decimal(amount).gt(0))).toBe(true)
  expect(closed.failures).toBe(0)
})

test('the register holds of everybody what the departments’ lists came to', async () => {
  const { rows } = await desk.service.db.pool.query<{ personNo: string; held: string[] }>(
    `SELECT b.person_no AS "personNo", array_agg(i.category ORDER BY i.category) FILTER (
       WHERE i.valid_from <= $1::date AND coalesce(i.valid_to, 'infinity') >= $1::date) AS held
     FROM beneficiaries b LEFT JOIN identities i USING (person_no) GROUP BY b.person_no`,
    [lastDayOfYear],
  )
  const applied = new Map(rows.map(({ personNo, held }) => [personNo, held ?? []]))
  expect(applied.size).toBe(plan.people.length)
  for (const person of plan.people) {
    const taken = person.appliesFor === null ? categoriesOn(person, lastDayOfYear) : [person.appliesFor]
    expect([person.personNo, ...(applied.get(person.personNo) ?? [])]).toEqual([person.personNo, ...[...taken].sort()])
  }
})

test(
  'ledger:verify finds nothing',
  async () => {
    expect(await desk.differences()).toEqual([])
  },
  patience,
)

describe('the overview', () => {
  test(
    'equals sums made settlement by settlement, to the fen, for the city and each county',
    async () => {
      const { pool } = desk.service.db
      for (const [place, prefix] of [
        ['140500', '1405'],
        ['140502', '140502'],
        ['140581', '140581'],
      ] as const) {
        const { aid, limitsUsedUp } = await readOverview(desk.service, bureau, { region: place, year: 2024 })
        expect(await sumsOfAll(pool, 2024, prefix)).toEqual(plain(aid))
        expect(await sumsBy(pool, 'category', 2024, prefix)).toEqual(keyed(aid.byCategory, (row) => row.category))
        expect(await sumsBy(pool, 'care', 2024, prefix)).toEqual(keyed(aid.byCare, (row) => row.care))
        expect(await sumsBy(pool, 'hospital_code', 2024, prefix)).toEqual(
          keyed(aid.byHospital, (row) => row.hospitalCode),
        )
        const months = Object.fromEntries(aid.byMonth.map((row) => [row.month, row.aid]))
        expect(await aidByMonth(pool, 2024, prefix)).toEqual(months)
        expect(await usedUp(pool, 2024, prefix)).toEqual(
          Object.fromEntries(limitsUsedUp.map((row) => [row.name, row.people])),
        )
      }
    },
    patience,
  )

  test('counts the people, alerts, applications and subsidies that there are', async () => {
    const found = await readOverview(desk.service, bureau, { region, year: 2024 })
    const { rows } = await desk.service.db.pool.query<{
      people: number
      alerts: number
      approved: number
      subsidies: string
    }>(
      `SELECT (SELECT count(DISTINCT person_no)::int FROM identities
           WHERE valid_from <= '2024-12-31' AND coalesce(valid_to, 'infinity') >= '2024-12-31') AS people,
         -- One whose bills were undone, so that the year is no longer above its line, is open no more.
         (SELECT count(*)::int FROM alerts a WHERE status = 'open' AND line <
           (SELECT coalesce(sum(person), 0) FROM entries e
            WHERE (e.person_no, e.region, e.year) = (a.person_no, a.region, a.year))) AS alerts,
         (SELECT count(*)::int FROM applications WHERE status = 'approved') AS approved,
         (SELECT sum(subsidy) FROM (SELECT DISTINCT ON (person_no) subsidy FROM premium_subsidy_entries
           ORDER BY person_no, seq DESC) last) AS subsidies`,
    )
    expect({
      people: found.people.total,
      alerts: found.alerts.find(({ status }) => status === 'open')?.count,
      approved: found.applications.find(({ status }) => status === 'approved')?.count,
      subsidies: found.premiumSubsidies.amount,
    }).toEqual(rows[0])
    expect(rows[0]?.approved).toBe(tally.approved)
    const commitments = found.fund?.commitments
    // What goes to people themselves is no hospital's to clear.
    expect(yuan(decimal(commitments?.settledNotCleared ?? '').plus(decimal(commitments?.owedToPeople ?? '')))).toBe(
      found.aid.aid,
    )
    expect(commitments).toMatchObject({
      subsidiesNotPaid: rows[0]?.subsidies,
    })
  })
})

test('whoever ends the year above the line was warned about, and nobody below every line', async () => {
  const wrong = await counted(`(
    SELECT person_no, region, year, sum(person) AS burden, max(running) AS most FROM (
      SELECT *, sum(person) OVER (PARTITION BY person_no, region, year ORDER BY seq) AS running FROM entries) e
    GROUP BY person_no, region, year) y
    LEFT JOIN alerts a USING (person_no, region, year)
    WHERE (y.burden > 20000 AND a.id IS NULL) OR (y.most <= 6000 AND a.id IS NOT NULL)`)
  expect(wrong).toBe(0)
  expect(await counted('alerts')).toBeGreaterThan(0)
})

test('subsidies were corrected as identities changed, and the sum of the runs is what stands', async () => {
  const runs = await Promise.all(tally.subsidyRuns.map((id) => getRun(desk.service, bureau, id)))
  const active = await readOverview(desk.service, bureau, { region, year: 2024 })
  expect(yuan(sum(runs.map(({ totals }) => decimal(totals.amount))))).toBe(active.premiumSubsidies.amount)
  expect(runs.at(-1)?.byStatus.find(({ status }) => status === 'corrected')?.people).toBeGreaterThan(0)
})

test(
  'run again, nothing is left to do',
  async () => {
    const again = await closeYear()
    expect({ people: again.people, assistance: again.assistance }).toEqual({ people: 0, assistance: '0.00' })
    const { totals } = await getRun(desk.service, bureau, await subsidise(desk, { region, year: 2024 }))
    expect(totals.amount).toBe('0.00')
  },
  patience,
)

interface Sums {
  readonly settlements: number
  readonly assistance: string
  readonly reAid: string
  readonly tilt: string
  readonly aid: string
  readonly hospital: string
}

function plain({ settlements, assistance, reAid, tilt, aid, hospital }: Sums): Sums {
  return { settlements, assistance, reAid, tilt, aid, hospital }
}

function keyed<Row extends Sums>(rows: readonly Row[], key: (row: Row) => string | null): Record<string, Sums> {
  return Object.fromEntries(rows.map((row) => [key(row) ?? '', plain(row)]))
}
