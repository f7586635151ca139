import { Readable } from 'node:stream'
import { z } from 'zod'
import { getLedgerDigest } from '../../application/ledger/digest.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { refusals } from '../shared/problem.ts'

const digestType = 'application/x-ndjson'

const digestSchema = {
  operationId: 'getLedgerDigest',
  tags: [tags.accounts],
  summary: 'A signed digest of the ledger / 台账签名摘要',
  description:
    'Where every person-year of the region stands now: its number of entries and the hash of the last, which is over all before it. Keep one a day somewhere else: `npm run ledger:verify -- --digest FILE` then names what was changed or cut off behind it, by whoever it was. Lines of JSON: what it is, [person, region, year, entries, head] a person-year, and the signature (Ed25519). Bureaus and auditors. / 本地区每个人员年度的现状：分录数与末条分录的哈希（涵盖此前全部分录）。请每日取一份另行保存，以 npm run ledger:verify -- --digest 文件 核对此后是否有任何人改动或截断台账。每行一个 JSON：说明、[人员,地区,年度,分录数,哈希]、签名（Ed25519）。限经办机构与审计。',
  response: {
    200: { description: 'The digest / 摘要', content: { [digestType]: { schema: z.string() } } },
    ...refusals('digest-key-missing'),
  },
}

export function ledgerRoutes(app: App, { service }: Parts): void {
  app.get('/ledger-digest', { schema: digestSchema }, ({ caller }, reply) =>
    reply.type(digestType).send(Readable.from(getLedgerDigest(service, caller)) as never),
  )
}
