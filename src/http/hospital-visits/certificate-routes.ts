import { readCertificateAtDesk } from '../../application/hospital-visits/patients.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { certificateRead, certificateReadRequest } from './certificate-schemas.ts'

const readSchema = {
  operationId: 'readCertificate',
  tags: [tags.accounts],
  summary: 'Read a certificate / 读取证件 (1101)',
  description:
    'Answers the person number of whoever the certificate belongs to, by its whole number and the name on it. For the hours that it says the hospital may look at the person: entitlements, annual cap, ledger, premium subsidy, quotes, and the national messages; a 1101 does the same. Without it, a visit of the hospital’s own that has not ended, or a settlement within a year that stands, is needed. Each reading is in the audit trail (GET /v1/audit/lookups). Hospitals. / 按证件号码和姓名返回人员编号。在所示时限内，本机构可查询该人员的待遇、年度限额、明细、参保资助，可试算，可发送国家接口报文；1101 效果相同。未读取证件的，须有本机构未结束的就诊，或一年内未冲正的结算。每次读取均留痕。仅限医疗机构。',
  body: certificateReadRequest,
  response: {
    201: answer(certificateRead, 'Read', '已读取'),
    ...refusals('malformed-json', 'not-found', 'too-many-lookups'),
  },
}

export function certificateRoutes(app: App, { service }: Parts): void {
  app.post('/certificate-reads', { schema: readSchema }, async ({ caller, body }, reply) =>
    reply.code(201).send(await readCertificateAtDesk(service, caller, body)),
  )
}
