import { beforeEach, expect, test } from 'vitest'
import { putBeneficiary } from '../../../src/application/registers/beneficiaries.ts'
import { searchBeneficiaries } from '../../../src/application/registers/search-beneficiaries.ts'
import { dataKeyId } from '../../../src/application/shared/secrets.ts'
import { deskKey, heldBy, keyOf, restarted, rotated, sealedNameless } from '../../support/database/data-keys.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { idNumberOf } from '../../support/files/rosters.ts'
import { person } from '../../support/people/registers.ts'

let desk: Desk
const newKey = keyOf(21)
const [first, second] = [dataKeyId(deskKey), dataKeyId(newKey)]
const keys = [newKey, deskKey]

beforeEach(async () => {
  desk = await openDesk()
  await restarted(desk.service, deskKey)
})

test('whoever seals with the old key at this moment is waited for, and taken along', async () => {
  await restarted(desk.service, ...keys)
  const owner = await desk.owner()
  const sealed = desk.service.secrets.encrypt('x', '14050000000000008003')
  await owner.query('BEGIN')
  await owner.query(
    `INSERT INTO beneficiaries (person_no, name, id_type, id_number_enc, id_number_hmac, birth_date, insured_region)
     VALUES ('14050000000000008003', 'x', '99', $1, $2, '1975-03-12', '140502')`,
    [sealed, desk.service.secrets.fingerprint('99:x')],
  )
  const turning = rotated(desk.service, keys)
  const { rows } = await waitingFor(await desk.owner())
  expect(rows).toHaveLength(1)
  await owner.query('COMMIT')
  expect(await turning).toMatchObject({ retired: [first], left: 0 })
  expect(Object.keys(await heldBy(desk.service))).toEqual([second])
})

async function waitingFor(watcher: Awaited<ReturnType<Desk['owner']>>) {
  for (;;) {
    const waiting = await watcher.query(
      `SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.query LIKE '%FROM data_keys%'`,
    )
    if (waiting.rows.length > 0) return waiting
    await new Promise((wake) => setTimeout(wake, 20))
  }
}

test('a row that somebody holds is passed by, and met again when it is free', async () => {
  const held = await desk.person()
  for (const _ of Array(5)) await desk.person()
  await restarted(desk.service, ...keys)
  const owner = await desk.owner()
  await owner.query('BEGIN')
  await owner.query('SELECT FROM beneficiaries WHERE person_no = $1 FOR UPDATE', [held])
  const turning = rotated(desk.service, keys, { batch: 2 })
  while ((await heldBy(desk.service))[first] !== 1) await new Promise((wake) => setTimeout(wake, 20))
  await owner.query('COMMIT')
  expect(await turning).toMatchObject({ retired: [first], left: 0 })
})

test('people whom an older version sealed without naming a key are found, and sealed anew', async () => {
  const { secrets } = desk.service
  const card = person({ personNo: '14050000000000008004', idNumber: idNumberOf(4) })
  await putBeneficiary(desk.service, bureau, card)
  const owner = await desk.owner()
  const nameless = sealedNameless(deskKey, card.idNumber, card.personNo)
  await owner.query('UPDATE beneficiaries SET id_number_enc = $2 WHERE person_no = $1', [card.personNo, nameless])
  expect(secrets.decrypt(nameless, card.personNo)).toBe(card.idNumber)
  expect((await heldBy(desk.service))['']).toBe(1)
  const both = await restarted(desk.service, ...keys)
  expect(await rotated(both, keys)).toMatchObject({ retired: [first], left: 0, unopened: [] })
  const alone = await restarted(desk.service, newKey)
  const { items } = await searchBeneficiaries(alone, bureau, { idNumber: card.idNumber })
  expect(items.map(({ personNo }) => personNo)).toEqual([card.personNo])
})

test('a value that no key opens is named, and keeps the others neither from the new key nor the old one in use', async () => {
  const lost = await desk.person()
  await desk.person()
  const stranger = (await restarted({ ...desk.service }, ...keys)).secrets
  const owner = await desk.owner()
  const damaged = stranger.encrypt('x', 'somebody else')
  damaged.write(first, 1, 'hex')
  await owner.query('UPDATE beneficiaries SET id_number_enc = $2 WHERE person_no = $1', [lost, damaged])
  const done = await rotated(desk.service, keys)
  expect(done).toMatchObject({ retired: [first], left: 0 })
  expect(done.unopened).toEqual([{ table: 'beneficiaries', key: [lost], keyId: first }])
  expect(await heldBy(desk.service)).toMatchObject({ [first]: 1, [second]: expect.any(Number) })
})
