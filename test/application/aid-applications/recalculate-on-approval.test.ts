import { beforeAll, describe, expect, test } from 'vitest'
import {
  approveApplication,
  previewApplication,
  recalculateApplication,
} from '../../../src/application/aid-applications/approve-application.ts'
import { settle } from '../../../src/application/settlement/settle.ts'
import { applicationsOf, refusedWith } from '../../support/claims/aid-applications.ts'
import { amended } from '../../support/claims/packs.ts'
import { billOf, bureau, type Desk, openDesk } from '../../support/database/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const { receive, check, publicise, approve, publicised } = applicationsOf(() => desk)

describe('recalculating what was settled before the approval', () => {
  test('is foretold with the approval, over the new year too, and posted once', async () => {
    const personNo = await desk.person()
    await desk.settle(personNo, { inScope: '10000.00', on: '2023-12-10' })
    await desk.settle(personNo, { inScope: '10000.00', on: '2024-01-10' })
    const { id, applicationNo } = await receive(personNo, { requestedFrom: '2023-12-01', receivedOn: '2024-02-01' })
    expect(await refusedWith(previewApplication(desk.service, bureau, id))).toBe('application-status')
    await check(id, '2024-02-05')
    await publicise(id, '2024-02-06')
    const { preview } = await approve(id, '2024-02-20')
    // 10000 above 2917.80 at 60%, and above the 3092.40 of the next year.
    expect(preview?.settlements.map(({ year, personGetsBack }) => [year, personGetsBack])).toEqual([
      [2023, '4249.32'],
      [2024, '4144.56'],
    ])
    expect(preview?.personGetsBack).toBe('8393.88')
    const { resettlement, replayed } = await recalculateApplication(desk.service, bureau, id)
    expect(replayed).toBe(false)
    expect({ ...resettlement, resettledAt: null }).toEqual(preview)
    expect(resettlement).toMatchObject({ resettleNo: `application/${id}`, reason: `申请 ${applicationNo} 获准` })
    desk.setDay('2025-02-01')
    expect(await recalculateApplication(desk.service, bureau, id)).toEqual({ resettlement, replayed: true })
    desk.setDay('2024-05-05')
    expect((await previewApplication(desk.service, bureau, id)).settlements).toEqual([])
    expect(await desk.differences()).toEqual([])
  })

  test('a figure that is missing leaves the approval standing, and is named', async () => {
    const without = amended((clause) => ({
      ...clause,
      figures: clause.figures?.filter(({ name }) => name !== 'income'),
    }))
    const service = await desk.under(without)
    await service.ledger.archive.keep(service.clock())
    const other = await desk.person()
    await settle(service, bureau, billOf(other, { inScope: '10000.00', on: '2023-06-10' }), 'en')
    const id = await publicised(other)
    const done = await approveApplication(service, bureau, { id, on: '2023-05-18', certifiedBy: 'civil-affairs' }, 'en')
    expect(done.application.status).toBe('approved')
    expect(done).toMatchObject({ preview: null, previewRefused: { code: 'figure-missing' } })
    expect(await refusedWith(recalculateApplication(service, bureau, id))).toBe('figure-missing')
  })
})
