import PgBoss from 'pg-boss'
import { beforeAll, describe, expect, test } from 'vitest'
import { insertJob } from '../../../src/db/jobs/jobs.ts'
import { readMigrations } from '../../../src/db/migrate.ts'
import { type Desk, openDesk } from '../../support/database/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const plain = (sql: string) => sql.replace(/--.*$/gm, '').replace(/\s+/g, ' ').replace(/ ;/g, ';').trim()

test('the queue’s tables are those that the library makes', async () => {
  const migration = (await readMigrations()).find(({ name }) => name.endsWith('_jobs'))?.sql ?? ''
  const library =
    PgBoss.getConstructionPlans()
      .split('::bigint\n  );')[1]
      ?.replace(/COMMIT;\s*$/, '') ?? ''
  expect(library).toContain('CREATE TABLE pgboss.job')
  expect(plain(migration)).toContain(plain(library))
  // And this looks at all of it.
  expect(plain(migration)).not.toContain(plain(library.replace('retry_limit integer', 'retry_limit bigint')))
})

test.each([
  ['make a queue', `SELECT pgboss.create_queue('mine', '{}')`],
  ['drop a queue', `SELECT pgboss.delete_queue('jobs')`],
  ['change how tasks are retried', `UPDATE pgboss.queue SET retry_limit = 0`],
  ['make a table there', `CREATE TABLE pgboss.mine (id int)`],
  ['forget a job', `DELETE FROM jobs`],
])('the service’s role may not %s', async (_, sql) => {
  await expect(desk.service.db.bulk.query(sql)).rejects.toMatchObject({ code: '42501' })
})

describe('a job', () => {
  const id = '01900000-0000-7000-8000-000000000001'
  const change = (sql: string) => desk.service.db.pool.query(`UPDATE jobs SET ${sql} WHERE id = $1`, [id])

  beforeAll(async () => {
    const client = await desk.service.db.pool.connect()
    await insertJob(client, {
      id,
      kind: 'counting',
      region: '140500',
      input: {},
      callerId: 'x',
      at: '2024-05-05T00:00:00Z',
    })
    client.release()
  })

  test.each([
    ['keeps what it is', `input = '{"year": 2020}'`, '23001'],
    ['keeps whose it is', `created_by = 'y'`, '23001'],
    ['ends with a time', `status = 'succeeded'`, '23514'],
    ['fails with a reason', `status = 'failed', finished_at = now()`, '23514'],
    ['knows five words for where it stands', `status = 'lost'`, '23514'],
  ])('%s', async (_, sql, code) => {
    await expect(change(sql)).rejects.toMatchObject({ code })
  })

  test('that has ended stays as it ended', async () => {
    await change(`status = 'cancelled', finished_at = now()`)
    await expect(change(`status = 'running', finished_at = NULL`)).rejects.toMatchObject({ code: '23001' })
    await expect(change(`done = 1`)).rejects.toMatchObject({ code: '23001' })
  })
})
