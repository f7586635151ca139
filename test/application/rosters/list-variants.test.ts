import { beforeAll, describe, expect, test } from 'vitest'
import { type Desk, openDesk } from '../../support/database/desk.ts'
import { type ListVariant, listVariant } from '../../support/files/list-variants.ts'
import { idNumberOf, sendRoster } from '../../support/files/rosters.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

/** Of each variant the generator knows what is right; `LIST_SEED` tries others. */
const firstSeed = Number(process.env['LIST_SEED'] ?? 1)
const variants = 200
const peopleOfVariant = 3

const newcomersOf = (seed: number) =>
  Array.from({ length: peopleOfVariant }, (_, at) => {
    const place = 1 + ((seed * peopleOfVariant + at) % 39_000)
    return { personNo: `14050200000000${String(700_000 + place).padStart(6, '0')}`, idNumber: idNumberOf(place) }
  })

interface ReadLine {
  readonly personNo: string
  readonly category: string
  readonly from: string
  readonly to: string | null
  readonly hmac: Buffer
}

async function read({ content, people }: ListVariant) {
  const roster = await sendRoster(desk.service, content)
  const { rows } = await desk.service.db.pool.query<ReadLine>(
    `SELECT r.person_no AS "personNo", r.category, r.valid_from AS "from", r.valid_to AS "to", p.id_number_hmac AS hmac
     FROM roster_rows r JOIN roster_people p USING (roster_id, person_no) WHERE r.roster_id = $1 ORDER BY r.line_no`,
    [roster.id],
  )
  const byCard = new Map(
    people.map((one) => [desk.service.secrets.fingerprint(`01:${one.idNumber}`).toString('hex'), one]),
  )
  const lines = rows.map(({ hmac, personNo, ...line }) => {
    const person = byCard.get(hmac.toString('hex'))
    return { ...line, idNumber: person?.idNumber, personNo: personNo.startsWith('TEMP-') ? null : personNo }
  })
  return { faults: roster.faults.map(({ line, column, reason, value }) => ({ line, column, reason, value })), lines }
}

describe('lists as departments write them', () => {
  test.each(Array.from({ length: variants }, (_, at) => firstSeed + at))(
    'variant %i means what it says',
    async (seed) => {
      const variant = listVariant(seed, newcomersOf(seed))
      const got = await read(variant).catch((error: unknown) => ({
        refused: String(error),
        params: (error as { params?: unknown }).params,
      }))
      expect({ chosen: variant.chosen, ...got }).toEqual({ chosen: variant.chosen, faults: [], lines: variant.people })
    },
  )
})
