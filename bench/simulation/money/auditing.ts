import { correctSettlement } from '../../../src/application/corrections/correct-settlement.ts'
import { answerDisallowance, decideDisallowance } from '../../../src/application/disallowances/decide-disallowance.ts'
import { raiseDisallowance } from '../../../src/application/disallowances/raise-disallowance.ts'
import { bureau } from '../../../test/support/database/desk.ts'
import { reviewer } from '../../../test/support/database/payout-desk.ts'
import { ofHospital } from '../../../test/support/people/registers.ts'
import type { Ground } from './ground.ts'

type Changes = Parameters<typeof correctSettlement>[2]['changes']

/** What is put right of settlements, and taken out of clearings. */
export function auditing(ground: Ground) {
  const { desk, upTo, among, people, settled, next, made } = ground
  const { service } = desk
  const either = () => (upTo(2) === 0 ? ('hospital' as const) : ('person' as const))
  const correct = async (changes: Changes) => {
    const one = among(settled)
    if (!one) return
    const { hospitalCode, settlementNo } = one
    await correctSettlement(service, bureau, {
      hospitalCode,
      settlementNo,
      correctionNo: next('GZ'),
      reason: 'x',
      changes,
    })
  }
  return {
    paidSince: () => correct({ paid: { criticalIllness: ground.amount(1, 500) }, paidTo: either() }),
    takeBack: () => correct({ takenBack: { amount: ground.amount(1, 400), from: either() } }),
    move: async () => {
      const at = upTo(Math.max(settled.length, 1))
      const one = settled[at]
      const personNo = among(people) as string
      if (!one || one.personNo === personNo) return
      const { hospitalCode, settlementNo } = one
      const correctionNo = next('GM')
      await correctSettlement(service, bureau, {
        hospitalCode,
        settlementNo,
        correctionNo,
        reason: 'x',
        changes: { personNo },
      })
      settled[at] = { personNo, hospitalCode, settlementNo: correctionNo }
    },
    disallow: async () => {
      const clearingId = among(made.clearings)
      if (clearingId === undefined) return
      const { rows } = await service.db.pool.query<{ settlement: string; hospital: string }>(
        `SELECT e.settlement_id AS settlement, c.hospital_code AS hospital FROM clearing_entries k
         JOIN entries e ON e.person_no = k.person_no AND e.region = k.region AND e.year = k.year AND e.seq = k.seq
         JOIN clearings c ON c.id = k.clearing_id
         WHERE k.clearing_id = $1 AND k.released_at IS NULL AND e.kind = 'settlement' ORDER BY e.person_no, e.seq`,
        [clearingId],
      )
      const one = among(rows)
      if (!one) return
      const raised = await raiseDisallowance(service, bureau, {
        ...{ clearingId, disallowanceNo: next('JH'), settlementId: one.settlement, amount: ground.amount(1, 300) },
        ...{ reason: '超标准收费', clause: '第十五条' },
      })
      const { id } = raised.disallowance
      await answerDisallowance(service, ofHospital(one.hospital), id, { agrees: upTo(2) === 0, words: 'x' })
      const decision = upTo(4) === 0 ? 'drop' : 'uphold'
      const decided = await decideDisallowance(service, reviewer, id, { decision, words: 'x' })
      if (decided.clearingId !== null) made.clearings.push(decided.clearingId)
    },
  }
}
