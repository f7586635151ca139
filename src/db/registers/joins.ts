import type { Registers } from './dates.ts'

/** One join at a time: it writes all numbers that are connected, and two that meet would each wait for the other's. */
export async function lockJoins(registers: Registers): Promise<void> {
  await registers.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('joins', 0))`
}

/** All numbers that standing joins connect with this one, itself included, in order. */
export async function connectedNumbers(registers: Registers, personNo: string): Promise<string[]> {
  const rows = await registers.$queryRaw<{ personNo: string }[]>`WITH RECURSIVE connected AS (
      SELECT ${personNo}::text COLLATE "C" AS person_no
      UNION SELECT n.person_no FROM connected c JOIN LATERAL (
        SELECT f.other_no AS person_no FROM person_facts f
          WHERE f.person_no = c.person_no AND f.kind = 'join' AND f.standing AND NOT f.withdrawn
        UNION ALL SELECT f.person_no FROM person_facts f
          WHERE f.other_no = c.person_no AND f.kind = 'join' AND f.standing AND NOT f.withdrawn) n ON true)
    SELECT person_no AS "personNo" FROM connected ORDER BY person_no`
  return rows.map((row) => row.personNo)
}

/** Sets what all numbers of one human bear; null for a number that is alone. */
export async function markJoined(registers: Registers, personNos: readonly string[]): Promise<void> {
  const joinedAs = personNos.length > 1 ? (personNos[0] as string) : null
  await registers.beneficiary.updateMany({ where: { personNo: { in: [...personNos] } }, data: { joinedAs } })
}
