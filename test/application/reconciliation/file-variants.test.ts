import { beforeAll, describe, expect, test } from 'vitest'
import { cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { type FileVariant, fileVariant } from '../../support/files/file-variants.ts'
import { uploaded } from '../../support/files/hospital-file.ts'
import { ofHospital } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

/** Of each variant the generator knows what is right; `FILE_SEED` tries others. */
const firstSeed = Number(process.env['FILE_SEED'] ?? 1)
const variants = 200

async function read({ content }: FileVariant) {
  const file = await uploaded(desk.service, ofHospital(cityHospital), cityHospital, content)
  const { rows } = await desk.service.db.pool.query(
    `SELECT settlement, person_no AS "personNo", total, fund_paid AS "fundPaid", account_paid AS "accountPaid", refunded
     FROM uploaded_lines WHERE file_no = $1 ORDER BY line_no`,
    [file.fileNo],
  )
  return { faults: file.errors.map(({ line, column }) => ({ line, column })), rows }
}

describe('files of hospitals as they are written', () => {
  test.each(Array.from({ length: variants }, (_, at) => firstSeed + at))(
    'variant %i means what it says',
    async (seed) => {
      const variant = fileVariant(
        seed,
        [1, 2, 3].map((at) => `V${seed}-${at}`),
      )
      const got = await read(variant).catch((error: unknown) => ({
        refused: String(error),
        params: (error as { params?: unknown }).params,
      }))
      expect({ chosen: variant.chosen, ...got }).toEqual({ chosen: variant.chosen, faults: [], rows: variant.rows })
    },
  )
})
