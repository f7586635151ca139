import { expect, test } from 'vitest'
import { compareLines } from '../../../src/application/reconciliation/compare-lines.ts'
import { compareTotals } from '../../../src/application/reconciliation/compare-totals.ts'
import { reconciliationDifferences } from '../../../src/application/reconciliation/read-reconciliations.ts'
import { openDesk } from '../../support/database/desk.ts'
import { textOf, uploaded } from '../../support/files/hospital-file.ts'
import { ofHospital } from '../../support/people/registers.ts'

/** Twenty times 99999999999999.99. */
const sum = '1999999999999999.80'

test('a file whose lines are each as large as a line may be is compared, and its sum shown', async () => {
  const desk = await openDesk()
  const hospitalCode = await desk.hospital({ hospitalCode: 'HL1' })
  const own = ofHospital(hospitalCode)
  const absurd = { personNo: 'P', total: '99999999999999.99', fundPaid: '99999999999999.99', refunded: false }
  const rows = Array.from({ length: 20 }, (_, at) => ({ settlement: `X${at}`, ...absurd }))
  const { fileNo } = await uploaded(desk.service, own, hospitalCode, textOf(rows))
  const period = { hospitalCode, from: '2024-05-05', to: '2024-05-05' }
  const found = await compareLines(desk.service, own, { ...period, fileNo })
  expect(found).toMatchObject({ result: 'there-more', there: { count: 20, total: sum, fundPaid: sum } })
  expect((await reconciliationDifferences(desk.service, own, found.id, {}, 'en')).items).toHaveLength(20)
  const claimed = { count: 20, total: sum, fundPaid: sum, personPaid: null }
  expect(await compareTotals(desk.service, own, { ...period, claimed })).toMatchObject({
    difference: { total: `-${sum}` },
  })
})
