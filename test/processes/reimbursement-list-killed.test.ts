import type pg from 'pg'
import { expect, test, vi } from 'vitest'
import { approveReimbursement, checkReimbursement } from '../../src/application/reimbursements/decide-reimbursement.ts'
import { bureau, type Desk, openDesk } from '../support/database/desk.ts'
import { reviewer } from '../support/database/payout-desk.ts'
import { untilWaiting } from '../support/database/waiting.ts'
import { adminKey, dataKey, ServiceProcess } from '../support/processes/service-process.ts'

// Starts processes, on a machine that may be busy with other test files.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 300_000 })

const bills = 40
const cutAt = 25
const head =
  '报销编号,人员编号,医疗类别,入院日期,出院日期,医疗机构名称,医疗机构所在地区,医疗机构级别,收费类别,费用总额,政策范围内,基本医保支付,大病保险支付,票据,档案号,受理日期'
const numberOf = (at: number) => `BK-${String(at).padStart(3, '0')}`
const lineOf = (personNo: string, at: number) =>
  [
    ...[numberOf(at), personNo, '住院', '2023-04-01', '2023-04-10', '市外示例医院', '140502', '二级', 'city-two'],
    ...[
      `${1000 + at}.00`,
      `${1000 + at}.00`,
      '0',
      '0',
      `14060123-${String(70_000_000 + at).padStart(10, '0')}:${1000 + at}.00`,
    ],
    ...['D-1', '2024-04-01'],
  ].join(',')

async function listOf(desk: Desk): Promise<string> {
  const lines: string[] = []
  for (let at = 0; at < bills; at += 1) lines.push(lineOf(await desk.person({ as: 'dibao' }), at))
  return `${head}\n${lines.join('\n')}\n`
}

const start = ({ database }: Desk) =>
  ServiceProcess.start({ DATABASE_URL: database.url, YIZHAN_DATA_KEY: dataKey, HOST: '127.0.0.1', YIZHAN_WORKERS: '1' })

async function sent(service: ServiceProcess, list: string) {
  const reply = await fetch(`${service.address}/v1/reimbursements/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'text/csv' },
    body: list,
  })
  // biome-ignore lint/suspicious/noExplicitAny: as it came
  const body: any = await reply.json()
  return { status: reply.status, ...body }
}

/** Sends the list and kills the process while one of its lines is half written. */
async function cutOff(desk: Desk, owner: pg.Client, list: string): Promise<number> {
  const service = await start(desk)
  const { rows } = await owner.query<{ id: string }>(
    `SELECT id FROM reimbursements WHERE reimbursement_no = 'BK-FIRST'`,
  )
  await owner.query('BEGIN')
  await owner.query(
    `INSERT INTO reimbursements SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'reimbursement_no', $2::text,
       'receipt_no', repeat('z', 25)))).* FROM reimbursements r WHERE id = $1`,
    [rows[0]?.id, numberOf(cutAt)],
  )
  const answer = sent(service, list).catch(() => null)
  const watcher = await desk.owner()
  await untilWaiting(watcher, true, answer)
  await service.stop('SIGKILL')
  await owner.query('ROLLBACK')
  await untilWaiting(watcher, false)
  expect(await answer).toBeNull()
  const { rows: taken } = await owner.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM reimbursements WHERE reimbursement_no <> 'BK-FIRST'`,
  )
  return taken[0]?.count ?? 0
}

/** What a list of bills ends as, once all of them are approved. */
async function ended(desk: Desk, owner: pg.Client) {
  const { rows: open } = await owner.query<{ id: string }>(
    `SELECT id FROM reimbursements WHERE status = 'received' ORDER BY reimbursement_no`,
  )
  for (const { id } of open) {
    await checkReimbursement(desk.service, bureau, { id, findings: '档案齐全' })
    await approveReimbursement(desk.service, reviewer, id)
  }
  const read = async (sql: string) => (await owner.query(sql)).rows
  return {
    bills: await read(
      `SELECT r.reimbursement_no, r.person_no, r.total::text, r.status, i.invoice_no, e.assistance::text, e.to_person::text
       FROM reimbursements r JOIN reimbursement_invoices i ON i.reimbursement_id = r.id AND i.released_at IS NULL
       JOIN entries e ON e.settlement_id = r.settlement_id ORDER BY 1, 5`,
    ),
    owed: await read('SELECT sum(to_person)::text AS owed, count(*)::int AS entries FROM entries'),
    differences: await desk.differences(),
  }
}

async function prepared() {
  const desk = await openDesk()
  const owner = await desk.owner()
  const list = await listOf(desk)
  const service = await start(desk)
  const one = lineOf(await desk.person({ as: 'dibao' }), bills).replace(numberOf(bills), 'BK-FIRST')
  expect(await sent(service, `${head}\n${one}\n`)).toMatchObject({ status: 200, received: 1 })
  return { desk, owner, list, service }
}

test('killed in the middle of a list of bills and sent again, it ends as the undisturbed one', async () => {
  const calm = await prepared()
  expect(await sent(calm.service, calm.list)).toMatchObject({ status: 200, received: bills, known: 0, refused: 0 })
  await calm.service.stop()
  const undisturbed = await ended(calm.desk, calm.owner)
  expect(undisturbed.bills).toHaveLength(bills + 1)
  // 70% of 1000.00 to 1040.00 (140500/J4).
  expect(undisturbed).toMatchObject({ differences: [], owed: [{ owed: '29274.00', entries: bills + 1 }] })

  const { desk, owner, list, service } = await prepared()
  await service.stop()
  const taken = await cutOff(desk, owner, list)
  expect(taken).toBeGreaterThan(0)
  expect(taken).toBeLessThan(bills)
  const again = await start(desk)
  expect(await sent(again, list)).toMatchObject({ status: 200, received: bills - taken, known: taken, refused: 0 })
  await again.stop()
  expect(await ended(desk, owner)).toEqual(undisturbed)
})
