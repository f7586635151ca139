import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ledgerSession } from '../../../src/db/ledger/statement-settings.ts'
import { migrate } from '../../../src/db/migrate.ts'
import { freshDatabase, type TestDatabase } from '../../support/database/database.ts'
import { Pooler } from '../../support/database/pooler.ts'
import { dataKey, Script } from '../../support/processes/service-process.ts'

let own: TestDatabase
let bySession: Pooler
let byTransaction: Pooler
beforeAll(async () => {
  own = await freshDatabase()
  const superuser = new pg.Client({ connectionString: own.url })
  await superuser.connect()
  // What a session gets that is not asked for anything else.
  await superuser.query(`ALTER DATABASE ${own.name} SET TimeZone = 'Asia/Shanghai'`)
  await superuser.end()
  bySession = await Pooler.before(own.url, 'session')
  byTransaction = await Pooler.before(own.url, 'transaction')
})
afterAll(() => {
  bySession.close()
  byTransaction.close()
})

const refusal = /pooler that shares its connections between transactions[\s\S]*按事务共享连接/

const settings = `SELECT current_user AS acting, current_setting('TimeZone') AS zone, current_setting('statement_timeout') AS "limit",
  current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('plan_cache_mode') AS plan,
  current_setting('enable_seqscan') AS scan`

describe('behind a pooler that drops what a connection is opened with', () => {
  test('sessions are what they are without it, in both pools', async () => {
    const db = own.open({ url: bySession.url, session: ledgerSession })
    const wanted = { acting: 'yizhan_app', zone: 'UTC', limit: '30s', idle: '30s' }
    expect((await db.pool.query(settings)).rows).toEqual([{ ...wanted, plan: 'force_generic_plan', scan: 'off' }])
    expect((await db.bulk.query(settings)).rows).toEqual([
      { acting: 'yizhan_app', zone: 'UTC', limit: '10min', idle: '1min', plan: 'auto', scan: 'on' },
    ])
  })

  test('an instant is the same one, and what is append-only stays so', async () => {
    const { pool, prisma } = own.open({ url: bySession.url })
    const updatedAt = new Date('2026-01-15T23:59:59.123Z')
    const fields = { name: 'x', region: '140500', level: 'one', feeClass: 'class-one' }
    await prisma.hospital.create({
      data: { hospitalCode: 'H9', ...fields, designated: true, criticalDiseaseDesignated: false, updatedAt },
    })
    const { rows } = await pool.query(`SELECT updated_at FROM hospitals WHERE hospital_code = 'H9'`)
    expect(rows).toEqual([{ updated_at: updatedAt }])
    await expect(pool.query('DELETE FROM register_changes')).rejects.toThrow('permission denied')
  })

  test('migrations run', async () => {
    expect(await migrate({ url: bySession.url })).toEqual([])
  })
})

describe('behind a pooler that lends its connections by transaction', () => {
  test('nothing is migrated, and the refusal says why in both languages', async () => {
    await expect(migrate({ url: byTransaction.url })).rejects.toThrow(refusal)
  })

  test('the pool hands out no session that another client has too', async () => {
    const { pool } = own.open({ url: byTransaction.url, maxConnections: 2 })
    const one = await pool.connect()
    await expect(pool.connect()).rejects.toThrow(refusal)
    one.release()
  })

  test('the service does not start', { timeout: 180_000 }, async () => {
    const service = new Script('src/main.ts', {
      PORT: '0',
      DATABASE_URL: byTransaction.url,
      YIZHAN_DATA_KEY: dataKey,
    })
    expect((await service.ended).code).toBe(1)
    expect(service.said).toMatch(refusal)
    expect(service.said).not.toMatch(/^\s+at /m)
  })
})
