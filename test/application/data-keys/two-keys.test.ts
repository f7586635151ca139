import { beforeAll, describe, expect, test } from 'vitest'
import { getApplication } from '../../../src/application/aid-applications/read-applications.ts'
import { receiveApplication } from '../../../src/application/aid-applications/receive-application.ts'
import { onceByMsgid } from '../../../src/application/hospital-visits/messages.ts'
import { readCertificate } from '../../../src/application/hospital-visits/patients.ts'
import { putBeneficiary } from '../../../src/application/registers/beneficiaries.ts'
import { searchBeneficiaries } from '../../../src/application/registers/search-beneficiaries.ts'
import { applyRoster } from '../../../src/application/rosters/apply-roster.ts'
import { getRoster } from '../../../src/application/rosters/read-rosters.ts'
import type { Service } from '../../../src/application/service.ts'
import { dataKeyId } from '../../../src/application/shared/secrets.ts'
import { checkReceipt, receiptOf } from '../../../src/application/statement/receipt.ts'
import { secretOwner } from '../../../src/application/webhooks/push.ts'
import { createWebhook } from '../../../src/application/webhooks/register-webhook.ts'
import { driverCodeOf } from '../../../src/db/errors.ts'
import { findSettlement } from '../../../src/db/ledger/history.ts'
import { input, refusedWith } from '../../support/claims/aid-applications.ts'
import { deskKey, heldBy, keyOf, restarted, rotated } from '../../support/database/data-keys.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'
import { birthDateOf, csvOf, idNumberOf, newcomer, sendRoster } from '../../support/files/rosters.ts'
import { ofHospital, person } from '../../support/people/registers.ts'

/**
 * One register through a change of keys: what was written under the first key is found and repeated while both are in use,
 * and when the first one is gone.
 */
let desk: Desk
const newKey = keyOf(21)
const [first, second] = [dataKeyId(deskKey), dataKeyId(newKey)]

const early = person({
  ...{ personNo: '14050000000000008001', name: newcomer(1).name as string },
  ...{ idNumber: idNumberOf(1), birthDate: birthDateOf(1) },
})
/** Whom no other test changes: a change would seal the number anew. */
const listed = { ...early, personNo: '14050000000000008006', idNumber: idNumberOf(6), birthDate: birthDateOf(6) }
const contact = { name: '王小明', phone: '13812345678' }
let asked: ReturnType<typeof input>
let application: string
let webhook: { id: string; secret: string }
let settlement: string
let receipt: string
let waiting: string

const message = ({ secrets }: Service, said: string) => ({
  hospitalCode: 'H14050000001',
  msgid: 'H14050000001202405050900000001'.padEnd(30, '0'),
  infno: '2401',
  hash: secrets.fingerprint(said),
  hashes: secrets.everyFingerprint(said),
  refmsgid: '140500202405050900000000000001',
})
const send = (service: Service, said: string) =>
  onceByMsgid(service, ofHospital('H14050000001'), message(service, said), async () => ({
    output: '{"ok":1}',
    warning: null,
    personNo: early.personNo,
    mdtrtId: null,
  }))

const changesOf = async ({ db }: Service, personNo: string) =>
  (await db.pool.query('SELECT count(*) AS count FROM register_changes WHERE person_no = $1', [personNo])).rows[0].count

const receiptNo = async (service: Service) => {
  const found = await findSettlement(service.db.pool, { settlementId: settlement })
  return receiptOf(service, found?.settlement as NonNullable<typeof found>['settlement'])
}

beforeAll(async () => {
  desk = await openDesk()
  const service = await restarted(desk.service, deskKey)
  for (const one of [early, listed]) await putBeneficiary(service, bureau, one)
  asked = input(await desk.person(), { contact })
  application = (await receiveApplication(service, bureau, asked, 'en')).answer.id
  webhook = await createWebhook(
    service,
    bureau,
    { url: 'https://example.org/x', events: ['alert.raised'], region: '140500' },
    { plainHosts: [] },
  )
  await send(service, '{"a":1}')
  settlement = (await desk.settle(await desk.person({ as: 'dibao' }), { inScope: '1000.00' })).id as string
  receipt = await receiptNo(service)
  waiting = (await sendRoster(service, csvOf([newcomer(2), newcomer(3), newcomer(4)]))).id
})

/** What holds for everything written under the first key, whichever keys the service has now. */
function stillHolds(service: () => Service) {
  test('people are found by their ID numbers, by bureaus and by hospitals', async () => {
    const { items } = await searchBeneficiaries(service(), bureau, { idNumber: early.idNumber })
    expect(items.map(({ personNo }) => personNo)).toEqual([early.personNo])
    const found = { idType: '01', idNumber: early.idNumber, name: null }
    expect((await readCertificate(service(), ofHospital('H14050000001'), found, '1101'))[0].personNo).toBe(
      early.personNo,
    )
  })

  test('the same person registered again is no change', async () => {
    const before = await changesOf(service(), early.personNo)
    expect((await putBeneficiary(service(), bureau, early)).created).toBe(false)
    expect(await changesOf(service(), early.personNo)).toBe(before)
  })

  test('a list finds people by their numbers, and sees a number that somebody else has', async () => {
    const list = csvOf([
      newcomer(6, { personNo: '', from: '2024-05-01' }),
      newcomer(6, { personNo: '14050200000000700001', category: 'tekun' }),
      newcomer(6, { personNo: listed.personNo, category: 'dibao-marginal' }),
    ])
    const { id } = await sendRoster(service(), `${list}\n`)
    const { rows } = await service().db.pool.query(
      'SELECT reason FROM roster_faults WHERE roster_id = $1 ORDER BY line_no',
      [id],
    )
    const taken = await service().db.pool.query('SELECT DISTINCT person_no FROM roster_rows WHERE roster_id = $1', [id])
    expect([rows, taken.rows]).toEqual([[{ reason: 'id-number-elsewhere' }], [{ person_no: listed.personNo }]])
  })

  test('an application and a message repeat their answers, and other contents are refused', async () => {
    expect(await receiveApplication(service(), bureau, asked, 'en')).toMatchObject({
      created: false,
      answer: { id: application, contact: { phone: '138****5678' } },
    })
    const other = { ...asked, contact: { ...contact, phone: '13812345679' } }
    expect(await refusedWith(receiveApplication(service(), bureau, other, 'en'))).toBe('number-reused')
    expect(await send(service(), '{"a":1}')).toMatchObject({ replayed: true, output: '{"ok":1}' })
    expect(await refusedWith(send(service(), '{"a":2}'))).toBe('message-reused')
  })

  test('a contact and the secret of a webhook open', async () => {
    const shown = await getApplication(service(), bureau, { id: application, showContact: true }, 'en')
    expect(shown.contact).toEqual(contact)
    const { rows } = await service().db.pool.query('SELECT secret_enc AS sealed FROM webhooks WHERE id = $1', [
      webhook.id,
    ])
    expect(service().secrets.decrypt(rows[0].sealed, secretOwner(webhook.id))).toBe(webhook.secret)
  })

  test('a receipt that was printed is genuine, and printed again it has the same number', async () => {
    expect(await checkReceipt(service(), bureau, receipt, 'en')).toMatchObject({ verdict: 'genuine' })
    expect(await receiptNo(service())).toBe(receipt)
  })
}

describe('while both keys are in use', () => {
  let service: Service
  beforeAll(async () => {
    desk.setDay('2024-05-06')
    service = await restarted(desk.service, newKey, deskKey)
  })
  stillHolds(() => service)

  test('what is new is sealed with the new one', async () => {
    const before = await heldBy(service)
    await putBeneficiary(service, bureau, person({ personNo: '14050000000000008002', idNumber: idNumberOf(5) }))
    expect(await heldBy(service)).toEqual({ [first]: before[first], [second]: (before[second] ?? 0) + 1 })
  })

  test('a list from before is applied, also where a person of it was registered meanwhile', async () => {
    const { personNo, idNumber, name } = newcomer(2)
    const card = person({ personNo: personNo as string, idNumber: idNumber as string, name: name as string })
    await putBeneficiary(service, bureau, card)
    const { jobId } = await applyRoster(service, bureau, waiting)
    expect(await runJob(service, jobId)).toMatchObject({ status: 'succeeded' })
    expect(await getRoster(service, bureau, waiting)).toMatchObject({ applied: 3, conflicts: 0 })
  })

  test('the first key alone, or the second alone, does not fit any more or yet', async () => {
    await expect(restarted(desk.service, deskKey)).rejects.toThrow(`key ${second}`)
    await expect(restarted(desk.service, newKey)).rejects.toThrow(`key ${first}`)
  })
})

describe('the change of keys', () => {
  test('waits for the service to have the new key, for its turn, and needs every key', async () => {
    await expect(rotated(desk.service, [keyOf(22), newKey, deskKey])).rejects.toThrow(/never started/)
    await expect(rotated(desk.service, [newKey])).rejects.toThrow(`key ${first}`)
    const owner = await desk.owner()
    await owner.query('SELECT pg_advisory_lock(72707371)')
    await expect(rotated(desk.service, [newKey, deskKey])).rejects.toThrow(/under way/)
    await owner.query('SELECT pg_advisory_unlock(72707371)')
  })

  test('is stopped between two batches and goes on with what is left', async () => {
    const before = (await heldBy(desk.service))[first] as number
    let batches = 0
    const stopped = await rotated(desk.service, [newKey, deskKey], { batch: 2, stopped: () => ++batches > 3 })
    expect(stopped).toMatchObject({ stopped: true, retired: [], unopened: [] })
    expect(stopped.resealed).toBeGreaterThan(0)
    expect(stopped.left).toBe(before - stopped.resealed)
    expect((await heldBy(desk.service))[first]).toBe(stopped.left)
    const seen: number[] = []
    const done = await rotated(desk.service, [newKey, deskKey], { batch: 2, progress: (one) => seen.push(one.done) })
    expect(done).toMatchObject({ stopped: false, resealed: stopped.left, left: 0, retired: [first], newest: second })
    expect(seen.length).toBeGreaterThan(2)
    expect(Object.keys(await heldBy(desk.service))).toEqual([second])
  })

  test('done again changes nothing', async () => {
    expect(await rotated(desk.service, [newKey, deskKey])).toMatchObject({ resealed: 0, left: 0, retired: [] })
  })
})

describe('when the first key was taken out', () => {
  let service: Service
  beforeAll(async () => {
    service = await restarted(desk.service, newKey)
  })
  stillHolds(() => service)

  test('nothing can be sealed with it any more, also by a process that still has it', async () => {
    const late = person({ personNo: '14050000000000008009', idNumber: idNumberOf(9) })
    const refused = await putBeneficiary(desk.service, bureau, late).catch(driverCodeOf)
    expect(refused).toBe('23001') // restrict_violation, from the trigger
    await expect(restarted(desk.service, deskKey, newKey)).rejects.toThrow(`key ${first}, which was retired`)
    expect(Object.keys(await heldBy(service))).toEqual([second])
  })
})
