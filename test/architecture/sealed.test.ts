import { isPropertyAccessExpression } from 'typescript/unstable/ast/is'
import { expect, test } from 'vitest'
import { faultsOfProject, faultsOfSample, type Guard, nodesOf, where } from './source.ts'

/**
 * Who seals something, or makes a fingerprint that is kept, and where that is stored. A change of keys has to find all of it:
 * a new place is a column of bytes in `src/db/data-keys/sealed.ts` first, and then a line here.
 */
const sealing: Readonly<Record<string, string>> = {
  'src/application/aid-applications/receive-application.ts': 'applications.contact_enc, input_hash',
  'src/application/data-keys/open.ts': 'data_keys.secrets_enc',
  'src/application/data-keys/reseal.ts': 'whatever was sealed before',
  'src/application/payouts/account.ts': 'payout_accounts.account_enc',
  'src/application/payouts/make-payout.ts': 'payouts.input_hash',
  'src/application/reimbursements/papers.ts': 'reimbursement_document_parts.content_enc',
  'src/application/registers/beneficiaries.ts': 'beneficiaries.id_number_enc, id_number_hmac',
  'src/application/rosters/upload-roster.ts': 'roster_people.id_number_enc',
  'src/application/webhooks/register-webhook.ts': 'webhooks.secret_enc',
  'src/nhsa/envelope/call.ts': 'hospital_messages.body_hash, visit_settlings.body_hash',
}

const sealsInTheOpen: Guard = (source) =>
  source.path.startsWith('src/') && !(source.path in sealing)
    ? nodesOf(source.file)
        .filter((node) => isPropertyAccessExpression(node) && ['encrypt', 'fingerprint'].includes(node.name.text))
        .map((node) => where(source, node))
    : []

test('every place that seals is known to the change of keys', () => {
  expect(faultsOfProject(sealsInTheOpen)).toEqual([])
})

test.each(['service.secrets.encrypt(text, id)', 'secrets.fingerprint(text)'])('%s elsewhere is seen', (call) => {
  const text = `declare const service: any, secrets: any, text: string, id: string\nexport const x = ${call}\n`
  expect(faultsOfSample(sealsInTheOpen, 'src/application/alerts/sample.ts', text)).toHaveLength(1)
  expect(faultsOfSample(sealsInTheOpen, 'src/application/registers/beneficiaries.ts', text)).toEqual([])
})
