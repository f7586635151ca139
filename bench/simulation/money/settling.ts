import { approveOpening, reverseOpening } from '../../../src/application/opening-balances/decide-opening.ts'
import { enterOpening } from '../../../src/application/opening-balances/enter-opening.ts'
import { recalculate } from '../../../src/application/recalculation/recalculate.ts'
import {
  approveRecalculationRun,
  startRecalculationRun,
} from '../../../src/application/recalculation-runs/start-run.ts'
import { endIdentity } from '../../../src/application/registers/identities.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { closeYears, quotaVisit } from '../../../test/support/claims/year-end.ts'
import { bureau } from '../../../test/support/database/desk.ts'
import { runJob } from '../../../test/support/database/jobs.ts'
import { reviewer } from '../../../test/support/database/payout-desk.ts'
import type { Ground } from './ground.ts'

/** What a bureau and its hospitals settle: bills, late certificates, opening balances, bills handed in, recalculations. */
export function settling(ground: Ground) {
  const { desk, upTo, among, people, hospitals, late, settled, next } = ground
  const { service } = desk
  const someone = () => among(people) as string
  const recalculatedYear = (personNo: string) =>
    recalculate(service, bureau, { personNo, year: 2023, reason: '补认定', resettleNo: next('RN') })
  return {
    bill: async () => {
      const personNo = someone()
      const hospitalCode = among(hospitals) as string
      const settlementNo = next('RY')
      const inScope = ground.amount(1000, 71_000)
      const on = ground.dayOfYear()
      const visit = upTo(3) === 0 ? quotaVisit(inScope, { on }) : { on, inScope }
      await desk.settle(personNo, { ...visit, hospitalCode, settlementNo })
      settled.push({ personNo, hospitalCode, settlementNo })
    },
    certify: async () => {
      const personNo = among([...late])
      if (personNo) await desk.identity(personNo, { category: 'dibao', from: '2023-02-01' })
      if (personNo) late.delete(personNo)
    },
    /** Ended with a day that lies back, and certified again by the next step of the kind. */
    uncertify: async () => {
      const personNo = someone()
      const { rows } = await service.db.pool.query<{ id: string }>(
        `SELECT id FROM valid_identities WHERE person_no = $1 AND valid_to IS NULL AND valid_from < '2023-09-30'`,
        [personNo],
      )
      if (rows[0]) await endIdentity(service, bureau, { personNo, id: rows[0].id, to: '2023-09-30' })
    },
    recalculate: async () => void (await recalculatedYear(someone())),
    /** All who are touched, by what was recorded or everybody; another key approves. */
    run: async () => {
      const days = upTo(2) === 0 ? { recordedFrom: '2024-05-01', recordedTo: '2024-05-31' } : {}
      const asked = { region: '140500', runNo: next('CS'), year: 2023, reason: '名单追溯认定', ...days }
      const { run } = await startRecalculationRun(service, bureau, asked)
      await runJob(service, run.listing?.jobId ?? '')
      const approved = await approveRecalculationRun(service, reviewer, run.id)
      await runJob(service, approved.run.posting?.jobId ?? '')
    },
    undo: async () => {
      const at = upTo(Math.max(settled.length, 1))
      const one = settled[at]
      if (!one) return
      const { hospitalCode, settlementNo } = one
      const reversal = { hospitalCode, settlementNo, reversalNo: `R-${settlementNo}`, reason: '录入错误' }
      await reverse(service, bureau, { ...reversal, resettleLater: true })
      settled.splice(at, 1)
    },
    open: async () => {
      const personNo = someone()
      // What is borne includes the self-pay in scope.
      const sums = { personBurden: ground.amount(9100, 18_000), selfPay: ground.amount(100, 9000) }
      const asked = { openingNo: next('QC'), personNo, asOf: '2023-01-01', source: '原系统', ...sums }
      const { opening } = await enterOpening(service, bureau, asked)
      await approveOpening(service, reviewer, { id: opening.id, resettleLater: true })
      ground.made.openings.push(opening.id)
    },
    unopen: async () => {
      const id = ground.made.openings.pop()
      if (id) await reverseOpening(service, bureau, { id, reversalNo: next('QX'), reason: '有误', resettleLater: true })
    },
    handIn: async () => {
      const total = ground.amount(2000, 40_000)
      const costs = { total, offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00', inScope: total }
      const paid = { basic: '0.00', criticalIllness: '0.00' }
      const on = ground.dayOfYear()
      const bill = { costs, paid, insuranceProof: null, admittedOn: on, dischargedOn: on }
      const { settlement } = await ground.bills.approved(someone(), bill)
      if (settlement && upTo(4) === 0)
        await reverse(service, bureau, {
          ...settlement,
          reversalNo: next('RB'),
          reason: '票据有误',
          resettleLater: true,
        })
    },
    close: async () => void (await closeYears(desk)),
  }
}
