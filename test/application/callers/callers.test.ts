import { beforeAll, describe, expect, test } from 'vitest'
import { authenticate } from '../../../src/application/callers/authenticate.ts'
import { coversRegion, requireHospital } from '../../../src/application/callers/caller.ts'
import { createCaller, listCallers, revokeCaller } from '../../../src/application/callers/issue-keys.ts'
import { putHospital } from '../../../src/application/registers/hospitals.ts'
import type { Service } from '../../../src/application/service.ts'
import { detailOf } from '../../../src/domain/refusals/refusal.ts'
import { freshDatabase } from '../../support/database/database.ts'
import {
  adminKey,
  hospital,
  jincheng,
  jining,
  ofHospital,
  refusalOf,
  registersService,
  shanxiAuditor,
} from '../../support/people/registers.ts'

let service: Service
beforeAll(async () => {
  service = registersService((await freshDatabase()).open())
  await putHospital(service, jincheng, hospital())
})

const everywhere = { ...jincheng, region: '000000' }
const auditor = { kind: 'auditor', name: '晋城审计', region: '140500' } as const

test.each([
  ['000000', '500243', true],
  ['140000', '140502', true],
  ['140000', '370800', false],
  ['140500', '140500', true],
  ['140500', '140502', true],
  ['140500', '140100', false],
  ['140502', '140502', true],
  ['140502', '140500', false],
])('the region %s holds %s: %s', (callerRegion, region, held) => {
  expect(coversRegion(callerRegion, region)).toBe(held)
})

describe('a key', () => {
  test('is shown once, tells its kind, and is stored only as a hash', async () => {
    const issued = await createCaller(service, jincheng, auditor)
    expect(issued).toMatchObject({ ...auditor, hospitalCode: null, createdAt: '2026-01-15T10:00:00.000+08:00' })
    expect(issued.key).toMatch(/^yz_auditor_[\w-]{43}$/)
    const { rows } = await service.db.pool.query('SELECT row_to_json(callers)::text AS stored FROM callers')
    for (const { stored } of rows) expect(stored).not.toContain(issued.key)
    const { items } = await listCallers(service, jincheng, {})
    expect(items).toContainEqual({ ...withoutKey(issued), revokedAt: null })
  })

  test('finds its holder', async () => {
    const { id, key } = await createCaller(service, jincheng, {
      ...auditor,
      kind: 'hospital',
      hospitalCode: 'H14050000001',
    })
    const holder = { id, kind: 'hospital', name: auditor.name, region: '140500', hospitalCode: 'H14050000001' }
    expect(await authenticate(service, key)).toEqual(holder)
    expect(await Promise.all([authenticate(service, key), authenticate(service, key)])).toEqual([holder, holder])
  })

  test('of the environment is a bureau of every region', async () => {
    expect(await authenticate(service, adminKey)).toMatchObject({ kind: 'bureau', region: '000000' })
    expect(await authenticate({ ...service, adminKey: null }, adminKey)).toBeNull()
  })

  test('that nobody has finds nobody', async () => {
    expect(await authenticate(service, 'yz_bureau_guessed')).toBeNull()
    expect(await authenticate(service, '')).toBeNull()
  })

  test('that was revoked is refused at once, and revoking it again changes nothing', async () => {
    const { id, key } = await createCaller(service, jincheng, auditor)
    expect(await authenticate(service, key)).not.toBeNull()
    await revokeCaller(service, jincheng, { id })
    expect(await authenticate(service, key)).toBeNull()
    await revokeCaller({ ...service, clock: () => new Date('2027-01-01T00:00:00Z') }, jincheng, { id })
    const { items } = await listCallers(service, jincheng, {})
    expect(items.find((caller) => caller.id === id)?.revokedAt).toBe('2026-01-15T10:00:00.000+08:00')
    const { rows } = await service.db.pool.query(
      `SELECT count(*) FROM register_changes WHERE action = 'caller-revoked' AND detail->>'id' = $1`,
      [id],
    )
    expect(rows).toEqual([{ count: 1 }])
  })

  test('that another process revoked is refused after a second', async () => {
    const { id, key } = await createCaller(service, jincheng, auditor)
    expect(await authenticate(service, key)).not.toBeNull()
    await service.db.pool.query('UPDATE callers SET revoked_at = now() WHERE id = $1', [id])
    await expect.poll(() => authenticate(service, key), { timeout: 60_000, interval: 200 }).toBeNull()
  })
})

describe('issuing a key is refused', () => {
  test.each([
    ['to a hospital without its code', { kind: 'hospital' }, 'caller-invalid'],
    ['to a hospital that is not registered', { kind: 'hospital', hospitalCode: 'H9' }, 'caller-invalid'],
    [
      'to a hospital outside the region given',
      { kind: 'hospital', hospitalCode: 'H14050000001', region: '140502' },
      'caller-invalid',
    ],
    ['to a bureau with a hospital’s code', { kind: 'bureau', hospitalCode: 'H14050000001' }, 'caller-invalid'],
    ['for a region that the bureau does not hold', { region: '140100' }, 'forbidden'],
    ['for all of the province', { region: '140000' }, 'forbidden'],
  ] as const)('%s', async (_, change, code) => {
    expect(await refusalOf(createCaller(service, jincheng, { ...auditor, ...change }))).toMatchObject({ code })
  })
  test.each([
    ['a hospital that is registered elsewhere', 'H50024300001'],
    ['a hospital that is nobody’s', 'H50024300009'],
  ])('for %s, in the same words', async (_, hospitalCode) => {
    await putHospital(service, everywhere, hospital({ hospitalCode: 'H50024300001', region: '500243' }))
    const refusal = await refusalOf(createCaller(service, jincheng, { kind: 'hospital', hospitalCode }))
    expect(refusal.code).toBe('caller-invalid')
    for (const language of ['zh', 'en'] as const) {
      expect(detailOf(refusal, language)).toContain(hospitalCode)
      expect(detailOf(refusal, language).replace(hospitalCode, '')).not.toContain('500243')
    }
  })
  test.each<[string, object, string[]]>([
    ['nothing said of a bureau', { kind: 'bureau' }, ['/region', '/name']],
    ['a bureau without its region', { kind: 'bureau', name: '某局' }, ['/region']],
    ['an auditor without a name', { kind: 'auditor', region: '140500' }, ['/name']],
    ['a hospital that is not registered yet', { kind: 'hospital', hospitalCode: 'H9' }, ['/region']],
  ])('by whoever holds every region: %s', async (_, input, pointers) => {
    const refusal = await refusalOf(createCaller(service, everywhere, input as typeof auditor))
    expect(refusal.code).toBe('invalid-request')
    expect(refusal.faults.map(({ pointer }) => pointer)).toEqual(pointers)
  })
  test('but a hospital has its region and name of its own, and every region may be said', async () => {
    const own = await createCaller(service, everywhere, { kind: 'hospital', hospitalCode: 'H14050000001' })
    expect(own).toMatchObject({ region: '140500', name: 'H14050000001' })
    const all = await createCaller(service, everywhere, { kind: 'auditor', name: '国家局', region: '000000' })
    expect(all.region).toBe('000000')
    await revokeCaller(service, everywhere, { id: all.id })
  })
  test('by anyone but a bureau', async () => {
    for (const caller of [shanxiAuditor, ofHospital('H14050000001')]) {
      expect(await refusalOf(createCaller(service, caller, auditor))).toMatchObject({ code: 'forbidden' })
    }
  })
  test('and nothing of it is written', async () => {
    const { rows } = await service.db.pool.query(`SELECT count(*) FROM register_changes WHERE hospital_code = 'H9'`)
    expect(rows).toEqual([{ count: 0 }])
  })
})

describe('revoking is refused', () => {
  test('in another region, and for an id that is not there', async () => {
    const { id } = await createCaller(service, jincheng, auditor)
    expect(await refusalOf(revokeCaller(service, jining, { id }))).toMatchObject({ code: 'not-found' })
    const missing = '00000000-0000-7000-8000-000000000000'
    expect(await refusalOf(revokeCaller(service, jincheng, { id: missing }))).toMatchObject({ code: 'not-found' })
  })
})

test('the list shows the callers of the region, page by page, and no key', async () => {
  const all = (await listCallers(service, shanxiAuditor, {})).items
  const pages: string[] = []
  let cursor: string | undefined
  do {
    const page = await listCallers(service, shanxiAuditor, { limit: 2, cursor })
    expect(page.items.length).toBeLessThanOrEqual(2)
    pages.push(...page.items.map((caller) => caller.id))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(pages).toEqual(all.map((caller) => caller.id))
  expect((await listCallers(service, jining, {})).items).toEqual([])
  expect(JSON.stringify(all)).not.toContain('yz_')
})

test('a cursor that is not ours is refused by name', async () => {
  for (const cursor of ['x', 'bnVsbA', 'WzFd', Buffer.from('["\\u0000"]').toString('base64url')]) {
    const refusal = await refusalOf(listCallers(service, jincheng, { cursor }))
    expect(refusal).toMatchObject({ code: 'invalid-request', faults: [{ pointer: '/cursor' }] })
  }
})

test('a hospital speaks for itself only', async () => {
  requireHospital(ofHospital('H1'), 'H1')
  requireHospital(jincheng, 'H1')
  expect(() => requireHospital(ofHospital('H1'), 'H2')).toThrow('forbidden')
})

function withoutKey<T extends { key: string }>({ key: _, ...rest }: T): Omit<T, 'key'> {
  return rest
}

describe('keys that nobody has', () => {
  const counted = () => {
    const asked: unknown[] = []
    const pool = new Proxy(service.db.pool, {
      get: (target, name) => {
        if (name !== 'query') return Reflect.get(target, name)
        return (...query: Parameters<typeof target.query>) => {
          asked.push(query)
          return target.query(...query)
        }
      },
    })
    const db = new Proxy(service.db, { get: (target, name) => (name === 'pool' ? pool : Reflect.get(target, name)) })
    return { asked, service: { ...service, db } }
  }

  test('are asked for together, on one connection, however many are tried', async () => {
    const { asked, service } = counted()
    const { key } = await createCaller(service, jincheng, auditor)
    asked.length = 0
    const tried = Array.from({ length: 1000 }, (_, n) => authenticate(service, `yz_bureau_guess-${n}`))
    expect(await authenticate(service, key)).toMatchObject({ kind: 'auditor' })
    expect(new Set(await Promise.all(tried))).toEqual(new Set([null]))
    expect(asked.length).toBeLessThanOrEqual(4)
  })

  test('are not asked for again a short while', async () => {
    const { asked, service } = counted()
    for (let n = 0; n < 50; n++) expect(await authenticate(service, 'yz_bureau_of-last-year')).toBeNull()
    expect(asked).toHaveLength(1)
  })

  test('are forgotten when there are too many of them', async () => {
    const { asked, service } = counted()
    expect(await authenticate(service, 'yz_bureau_the-first')).toBeNull()
    await Promise.all(Array.from({ length: 5000 }, (_, n) => authenticate(service, `yz_bureau_other-${n}`)))
    asked.length = 0
    expect(await authenticate(service, 'yz_bureau_the-first')).toBeNull()
    expect(asked).toHaveLength(1)
  })

  test('are let in as soon as they are somebody’s', async () => {
    const { service } = counted()
    const key = 'yz_auditor_tried-before-it-was-issued'
    expect(await authenticate(service, key)).toBeNull()
    await service.db.pool.query(
      `INSERT INTO callers (id, kind, name, region, key_hash, created_at, created_by)
       VALUES ('0190f5fe-7c00-7a00-8000-000000000001', 'auditor', 'x', '140500', sha256($1::bytea), now(), 'x')`,
      [Buffer.from(key)],
    )
    await createCaller(service, jincheng, auditor)
    expect(await authenticate(service, key)).toMatchObject({ kind: 'auditor' })
  })
})
