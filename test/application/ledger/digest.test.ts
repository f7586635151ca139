import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { getLedgerDigest, ledgerDigest } from '../../../src/application/ledger/digest.ts'
import { digestSigner } from '../../../src/application/ledger/digest-signer.ts'
import { readDigest } from '../../../src/application/ledger/read-digest.ts'
import { type FoundDifference, verifyLedger } from '../../../src/application/ledger/verify-ledger.ts'
import { PolicyArchive } from '../../../src/application/policies/policy-archive.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { newSigner } from '../../support/database/signer.ts'
import { refusalOf } from '../../support/people/registers.ts'

let desk: Desk
let owner: pg.Client
let folder: string
const signer = newSigner()
const at = new Date('2024-05-05T04:00:00Z')

beforeAll(async () => {
  desk = await openDesk()
  owner = await desk.owner()
  folder = await mkdtemp(join(tmpdir(), 'digests-'))
})

async function textOf(pieces: AsyncGenerator<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

async function fileOf(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

const made = (region = '000000') => textOf(ledgerDigest({ db: desk.service.db, signer }, { region, at }))

async function settledThrice(): Promise<string> {
  const personNo = await desk.person({ as: 'dibao' })
  for (const inScope of ['1000.00', '2000.00', '500.00'])
    await desk.settle(personNo, { settlementNo: `${personNo}-${inScope}`, inScope })
  return personNo
}

async function verifiedAgainst(path: string): Promise<FoundDifference[]> {
  const found: FoundDifference[] = []
  const { db, library } = desk.service
  const archive = new PolicyArchive(library, db.pool)
  await verifyLedger({ db, archive }, (one) => found.push(one), await readDigest(path, signer.publicKey))
  return found
}

/** As a superuser does it who knows how: no trigger, no check, and every hash in the database made anew. */
async function cutTail(personNo: string): Promise<void> {
  await owner.query('SET session_replication_role = replica')
  const last = 'person_no = $1 AND seq = 3'
  const before = await owner.query(
    `SELECT previous_hash, (SELECT state FROM entries WHERE person_no = $1 AND seq = 2) AS state,
    (SELECT previous_hash FROM entries WHERE person_no = $1 AND seq = 2) AS replaced FROM entries WHERE ${last}`,
    [personNo],
  )
  const { previous_hash: head, state, replaced } = before.rows[0]
  await owner.query(
    `DELETE FROM settlement_numbers n USING settlements s WHERE s.${last} AND n.settlement_id = s.settlement_id`,
    [personNo],
  )
  await owner.query(`DELETE FROM entries WHERE ${last}`, [personNo])
  await owner.query(
    `UPDATE person_years SET version = 2, head = $2, replaced_version = 1, replaced_head = $3, state = $4::json, used = ($4::json -> 'used')::jsonb,
       used_before = (SELECT (state -> 'used')::jsonb FROM entries WHERE person_no = $1 AND seq = 1) WHERE person_no = $1`,
    [personNo, head, replaced, JSON.stringify(state)],
  )
  await owner.query('SET session_replication_role = origin')
}

describe('a digest', () => {
  test('is read back, and agrees with the ledger it was made of, also when more was settled since', async () => {
    const personNo = await settledThrice()
    const path = await fileOf('whole', await made())
    const { heading, personYears, keyId } = await readDigest(path, signer.publicKey)
    expect([heading.day, heading.region, personYears > 0, keyId]).toEqual(['2024-05-05', '000000', true, signer.keyId])
    await desk.settle(personNo, { settlementNo: `${personNo}-later`, inScope: '10.00' })
    await settledThrice()
    expect(await verifiedAgainst(path)).toEqual([])
  })

  test('tells of a tail that was cut off without a trace in the database', async () => {
    const personNo = await settledThrice()
    const path = await fileOf('tail', await made())
    await cutTail(personNo)
    const found = await desk.differences()
    expect(found.filter((one) => one.personNo === personNo)).toEqual([])
    expect((await verifiedAgainst(path)).map((one) => [one.personNo, one.seq, one.what])).toEqual([
      [personNo, 3, 'hash in the digest'],
    ])
  })

  test('tells of a person whose whole year is gone', async () => {
    const personNo = await settledThrice()
    const path = await fileOf('gone', await made())
    await owner.query('SET session_replication_role = replica')
    for (const table of ['person_years', 'entries', 'settlement_numbers'])
      await owner.query(`DELETE FROM ${table} WHERE person_no = $1`, [personNo])
    await owner.query('SET session_replication_role = origin')
    expect((await desk.differences()).filter((one) => one.personNo === personNo)).toEqual([])
    const named = (await verifiedAgainst(path)).filter((one) => one.personNo === personNo)
    expect(named.map(({ what }) => what)).toEqual(['year of the digest'])
  })

  test.each([
    ['a line changed', (text: string) => text.replace(/,3,"sha256:./, ',3,"sha256:x')],
    ['a line taken out', (text: string) => text.split('\n').toSpliced(1, 1).join('\n')],
    ['cut off', (text: string) => text.split('\n').slice(0, 2).join('\n')],
    ['no digest', () => 'a,b\n'],
    ['nothing', () => ''],
  ])('is refused with %s', async (why, change) => {
    await settledThrice()
    const text = await made()
    expect(change(text)).not.toBe(text)
    await expect(readDigest(await fileOf(why, change(text)))).rejects.toMatchObject({ name: 'DigestError' })
  })

  test('is refused when another key signed it, where it is known who has to', async () => {
    const path = await fileOf('other', await made())
    await expect(readDigest(path, newSigner().publicKey)).rejects.toMatchObject({ name: 'DigestError' })
    expect((await readFile(path, 'utf8')).split('\n')[0]).toContain(signer.publicKey)
  })

  test('of a bureau is of its region, and asks for a key', async () => {
    await settledThrice()
    const service = { ...desk.service, digestSigner: signer }
    const elsewhere = await textOf(getLedgerDigest(service, { ...bureau, region: '370000' }))
    expect(elsewhere.split('\n')).toHaveLength(3)
    expect(
      (await textOf(getLedgerDigest(service, { ...bureau, region: '140500' }))).split('\n').length,
    ).toBeGreaterThan(4)
    expect(
      (await refusalOf((async () => getLedgerDigest({ ...desk.service, digestSigner: null }, bureau))())).code,
    ).toBe('digest-key-missing')
    const hospital = { ...bureau, kind: 'hospital', hospitalCode: 'H1' } as const
    expect((await refusalOf((async () => getLedgerDigest(service, hospital))())).code).toBe('forbidden')
  })
})

describe('a signing key', () => {
  test('is taken in PEM and in base64, and nothing else is one', () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const der = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')
    expect(digestSigner(der)?.keyId).toBe(digestSigner(pem)?.keyId)
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    expect(digestSigner(rsa.export({ type: 'pkcs8', format: 'pem' }).toString())).toBeNull()
    expect([digestSigner('x'), digestSigner(''), digestSigner('-----BEGIN')]).toEqual([null, null, null])
  })
})
