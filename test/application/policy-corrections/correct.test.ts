import { describe, expect, test } from 'vitest'
import { jobKinds } from '../../../src/application/jobs/job-kinds.ts'
import { cancelJob } from '../../../src/application/jobs/read-jobs.ts'
import {
  correctedHospitals,
  correctedPeople,
  getCorrection,
} from '../../../src/application/policy-corrections/read-corrections.ts'
import {
  postCorrection,
  resumeCorrection,
  startPolicyCorrection,
} from '../../../src/application/policy-corrections/start-correction.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { settle } from '../../../src/application/settlement/settle.ts'
import { Refusal } from '../../../src/domain/refusals/refusal.ts'
import { shipped } from '../../support/claims/packs.ts'
import {
  correctedLines,
  listed,
  mistaken,
  mistakenHash,
  postedOf,
  worse,
} from '../../support/claims/policy-corrections.ts'
import { payersOf } from '../../support/claims/year-end.ts'
import { type Bill, billOf, bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'

const stay = (inScope: string, more: Partial<Bill> = {}): Bill => ({ on: '2023-04-01', inScope, ...more })

async function settledUnder(service: Desk['service'], personNo: string, bill: Bill) {
  const { settlement } = await settle(service, bureau, billOf(personNo, bill), 'en')
  return { id: settlement.id ?? '', settlementNo: settlement.settlementNo ?? '' }
}

const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  )

describe('a mistake mended', () => {
  test('lists people, hospitals and amounts, and posts each once', async () => {
    const desk = await openDesk()
    const wrong = await desk.under(mistaken)
    const second = await desk.hospital({ hospitalCode: 'H14050000002' })
    const one = await desk.person({ as: 'dibao' })
    const other = await desk.person({ as: 'dibao' })
    const tekun = await desk.person({ as: 'tekun' })
    const first = await settledUnder(wrong, one, stay('10000.00'))
    await settledUnder(wrong, one, stay('2000.00', { on: '2023-05-01', hospitalCode: second }))
    await settledUnder(wrong, other, stay('5000.00'))
    await settledUnder(wrong, tekun, stay('5000.00'))
    expect((await payersOf(desk, first.id)).assistance).toBe('6000.00')

    const { id, job } = await listed(desk.service)
    expect(job).toMatchObject({ status: 'succeeded', done: 3, total: 3, failures: 0 })
    // 70% in place of 60% of 10000.00, 2000.00 and 5000.00.
    const lines = await correctedLines(desk.service, id, 'listing')
    expect(
      lines.map((line) => [line.personNo, line.personGetsBack, line.before?.assistance, line.after?.assistance]),
    ).toEqual([
      [one, '1000.00', '6000.00', '7000.00'],
      [one, '200.00', '1200.00', '1400.00'],
      [other, '500.00', '3000.00', '3500.00'],
    ])
    expect((await correctedPeople(desk.service, bureau, id, {})).items).toMatchObject([
      { personNo: one, settlements: 2, hospitals: 2, personGetsBack: '1200.00', fundsPay: '1200.00', problem: null },
      { personNo: other, settlements: 1, hospitals: 1, personGetsBack: '500.00' },
    ])
    expect((await correctedHospitals(desk.service, bureau, id, {})).items).toMatchObject([
      { hospitalCode: cityHospital, people: 2, settlements: 2, personGetsBack: '1500.00', hospitalBears: '0.00' },
      { hospitalCode: second, people: 1, settlements: 1, personGetsBack: '200.00' },
    ])
    expect((await payersOf(desk, first.id)).assistance).toBe('6000.00')

    await postedOf(desk.service, id)
    await postedOf(desk.service, id)
    expect((await payersOf(desk, first.id)).assistance).toBe('7000.00')
    expect(await correctedLines(desk.service, id, 'posting')).toEqual(lines)
    expect(await getCorrection(desk.service, bureau, id)).toMatchObject({
      listing: { status: 'succeeded', people: 2, settlements: 3, hospitals: 2, personGetsBack: '1700.00' },
      posting: { status: 'succeeded', people: 2, settlements: 3, fundsPay: '1700.00', failures: 0 },
    })
    expect(await desk.differences()).toEqual([])
    // What stands is of the mended pack, so nothing is left to correct.
    const again = await listed(desk.service)
    expect(await correctedLines(desk.service, again.id, 'listing')).toEqual([])
  })

  test('what was reversed or settled since the list counts when it is posted', async () => {
    const desk = await openDesk()
    const wrong = await desk.under(mistaken)
    const gone = await desk.person({ as: 'dibao' })
    const later = await desk.person({ as: 'dibao' })
    const reversed = await settledUnder(wrong, gone, stay('10000.00'))
    // The limit of the year is 60000.00: 60% of 70000.00 leaves 18000.00 of it, 70% leaves 11000.00.
    await settledUnder(wrong, later, stay('70000.00'))
    const { id } = await listed(desk.service)
    const reversal = { hospitalCode: cityHospital, settlementNo: reversed.settlementNo, reversalNo: 'R1', reason: 'x' }
    await reverse(desk.service, bureau, { ...reversal, resettleLater: false })
    const after = await settledUnder(desk.service, later, stay('20000.00', { on: '2023-06-01' }))
    const before = await payersOf(desk, after.id)
    await postedOf(desk.service, id)
    const posted = await correctedLines(desk.service, id, 'posting')
    expect(posted.map(({ personNo, settlementId }) => [personNo, settlementId])).toEqual(
      expect.arrayContaining([[later, after.id]]),
    )
    expect(posted.some(({ personNo }) => personNo === gone)).toBe(false)
    expect([before.assistance, (await payersOf(desk, after.id)).assistance]).toEqual(['14000.00', '11000.00'])
    expect(await desk.differences()).toEqual([])
  })

  test('stopped, it is gone on with from where it was, in both stages', async () => {
    const desk = await openDesk()
    const wrong = await desk.under(mistaken)
    const people: string[] = []
    for (let at = 0; at < 3; at += 1) {
      people.push(await desk.person({ as: 'dibao' }))
      await settledUnder(wrong, people[at] as string, stay(`${at + 1}000.00`))
    }
    const asked = { region: '140500', policyHash: mistakenHash, reason: 'x' }
    const run = await startPolicyCorrection(desk.service, bureau, asked)
    expect((await startPolicyCorrection(desk.service, bureau, asked)).id).toBe(run.id)
    expect(await codeOf(postCorrection(desk.service, bureau, run.id))).toBe('correction-not-listed')
    await cancelJob(desk.service, bureau, run.listing?.jobId ?? '')
    expect(await codeOf(postCorrection(desk.service, bureau, run.id))).toBe('correction-not-listed')
    const resumed = await resumeCorrection(desk.service, bureau, run.id)
    expect(resumed.listing?.jobId).not.toBe(run.listing?.jobId)
    expect(await runJob(desk.service, resumed.listing?.jobId ?? '')).toMatchObject({ status: 'succeeded', done: 3 })
    const posting = (await postCorrection(desk.service, bureau, run.id)).posting?.jobId ?? ''
    await cancelJob(desk.service, bureau, posting)
    const on = await resumeCorrection(desk.service, bureau, run.id)
    await runJob(desk.service, on.posting?.jobId ?? '', { kinds: jobKinds })
    expect(await correctedLines(desk.service, run.id, 'posting')).toHaveLength(3)
    // Resumed when it has ended, it is as it was.
    expect((await resumeCorrection(desk.service, bureau, run.id)).posting?.jobId).toBe(on.posting?.jobId)
  })

  test('says what to send where it cannot be done', async () => {
    const desk = await openDesk()
    const wrong = await desk.under(mistaken)
    await settledUnder(wrong, await desk.person({ as: 'dibao' }), stay('1000.00'))
    const ask = (change: object) =>
      codeOf(
        startPolicyCorrection(desk.service, bureau, {
          region: '140500',
          policyHash: mistakenHash,
          reason: 'x',
          ...change,
        }),
      )
    expect(await ask({ policyHash: shipped.pack('140500').hash })).toBe('policy-hash-in-use')
    expect(await ask({ policyHash: `sha256:${'0'.repeat(64)}` })).toBe('policy-hash-unknown')
    // A pack of another place.
    expect(await ask({ region: '500243' })).toBe('policy-hash-unknown')
    expect(await ask({ region: '990100' })).toBe('policy-missing')
    const { id } = await listed(desk.service)
    const changed = await desk.under(worse)
    expect(await codeOf(postCorrection(changed, bureau, id))).toBe('correction-outdated')
    const elsewhere = { ...bureau, region: '500243' }
    expect(await codeOf(postCorrection(desk.service, elsewhere, id))).toBe('not-found')
    expect(
      await codeOf(
        startPolicyCorrection(desk.service, elsewhere, { region: '140500', policyHash: mistakenHash, reason: 'x' }),
      ),
    ).toBe('forbidden')
  })
})
