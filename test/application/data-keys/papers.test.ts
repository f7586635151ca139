import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { addPaper, openPaper } from '../../../src/application/reimbursements/papers.ts'
import { getReimbursement } from '../../../src/application/reimbursements/read-reimbursements.ts'
import { dataKeyId } from '../../../src/application/shared/secrets.ts'
import { deskKey, keyOf, restarted, rotated } from '../../support/database/data-keys.ts'
import { bureau, openDesk } from '../../support/database/desk.ts'
import { reimbursementDesk } from '../../support/database/reimbursement-desk.ts'

const newKey = keyOf(22)

test('a paper of several parts is opened before keys are changed, while they are and after the old one is gone', async () => {
  const desk = await openDesk()
  const old = await restarted(desk.service, deskKey)
  const it = reimbursementDesk(old)
  const { id } = (await it.receive(await desk.person({ as: 'dibao' }))).reimbursement
  // Three parts of 48,000 bytes, the last of them begun.
  const scan = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(100_000, 0xe7), Buffer.from('\n%%EOF\n')])
  await addPaper(old, bureau, { id, kind: 'invoice', content: Readable.from([scan]) })
  const documentId = (await getReimbursement(old, bureau, id)).documents[0]?.id ?? ''
  const opened = async (service: typeof old) => (await openPaper(service, bureau, { id, documentId })).content

  const both = await restarted(old, newKey, deskKey)
  expect((await opened(both)).equals(scan)).toBe(true)
  const later = Buffer.concat([scan, Buffer.from('\n%%EOF\n')])
  await addPaper(both, bureau, { id, kind: 'other', content: Readable.from([later]) })
  expect(await rotated(both, [newKey, deskKey])).toMatchObject({ retired: [dataKeyId(deskKey)], left: 0, unopened: [] })

  const alone = await restarted(both, newKey)
  expect((await opened(alone)).equals(scan)).toBe(true)
  const { documents } = await getReimbursement(alone, bureau, id)
  const other = documents.find(({ kind }) => kind === 'other')?.id ?? ''
  expect((await openPaper(alone, bureau, { id, documentId: other })).content.equals(later)).toBe(true)
  // Neither the words nor the key of before are in what is stored, and no part was lost.
  const { rows } = await alone.db.pool.query<{ parts: number; old: number; plain: number }>(
    `SELECT count(*)::int AS parts, count(*) FILTER (WHERE position($1::bytea IN content_enc) = 2)::int AS old,
       count(*) FILTER (WHERE position('%PDF'::bytea IN content_enc) > 0)::int AS plain FROM reimbursement_document_parts`,
    [Buffer.from(dataKeyId(deskKey), 'hex')],
  )
  expect(rows).toEqual([{ parts: 6, old: 0, plain: 0 }])
})
