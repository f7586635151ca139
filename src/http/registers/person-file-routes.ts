import { z } from 'zod'
import { readPersonFile } from '../../application/registers/person-file.ts'
import { application } from '../aid-applications/schemas.ts'
import { alert } from '../alerts/schemas.ts'
import { auditEvent } from '../audit/event-schemas.ts'
import { lookup } from '../audit/schemas.ts'
import { settlementCorrectionList } from '../corrections/schemas.ts'
import { tags } from '../openapi/openapi.ts'
import { opening } from '../opening-balances/schemas.ts'
import { payout } from '../payouts/schemas.ts'
import { reimbursement } from '../reimbursements/answer-schemas.ts'
import type { App, Parts } from '../server/wire.ts'
import { settlement } from '../settlement/schemas.ts'
import { instant, named } from '../shared/fields.ts'
import { answer, refusals } from '../shared/problem.ts'
import { death } from './death-schemas.ts'
import { enrolment, insuredRegion } from './fact-schemas.ts'
import { filing } from './filing-schemas.ts'
import { identity } from './identity-schemas.ts'
import { joinsAnswer } from './join-schemas.ts'
import { beneficiary, beneficiaryQuery, personParams, registration } from './schemas.ts'
import { personVersionList } from './version-schemas.ts'

const all = <S extends z.ZodType>(item: S, en: string, zh: string) => named(z.array(item), en, zh)

const personFile = z
  .strictObject({
    personNo: personParams.shape.personNo,
    madeAt: instant('When it was put together', '生成时间'),
    person: named(beneficiary, 'As registered', '登记信息'),
    versions: named(personVersionList.shape.items, 'As registered before', '更正前的登记'),
    death: named(death, 'Death, where one is on record', '死亡登记'),
    joins: named(joinsAnswer, 'Numbers that are the same person', '合并的编号'),
    insuredRegions: all(insuredRegion, 'Where the person was insured', '参保地'),
    identities: all(identity, 'Identities', '救助身份'),
    enrolments: all(enrolment, 'Enrolments', '参保'),
    filings: all(filing, 'Filings of care elsewhere', '异地就医备案'),
    registrations: all(registration, 'Registered diseases', '病种备案'),
    applications: all(application, 'Applications', '申请'),
    settlements: all(settlement, 'Settlements, newest first', '结算，最新在前'),
    corrections: named(settlementCorrectionList.shape.items, 'Corrections of settlements', '结算更正'),
    reimbursements: all(reimbursement, 'Bills that were handed in paid', '手工报销'),
    openingBalances: all(opening, 'What was used before the ledger began', '期初余额'),
    payouts: all(payout, 'Payouts', '支付'),
    alerts: all(alert, 'Alerts', '预警'),
    lookups: all(lookup, 'Who looked at the person, newest first', '查询留痕，最新在前'),
    events: all(auditEvent, 'What was done to the person’s data, newest first', '操作留痕，最新在前'),
  })
  .meta({
    id: 'PersonFile',
    description: 'What is held about a person, and who looked at it / 个人信息全部内容及查询留痕',
  })

const schema = {
  operationId: 'exportPersonFile',
  tags: [tags.registers],
  summary: 'Somebody’s whole file / 导出个人信息',
  description:
    'For a person who asks what is held about them and who looked at it: everything in one document. Each part is a look of its own in the trail, and so is the whole. Bureaus and auditors of the region. / 供个人查阅、复制其信息：登记、身份、参保、备案、申请、结算及更正、手工报销、期初余额、支付、预警及查询留痕合为一个文件；每部分均留痕。限本地区经办机构与审计。',
  params: personParams,
  querystring: beneficiaryQuery,
  response: { 200: answer(personFile, 'The file', '个人信息'), ...refusals('not-found') },
}

export function personFileRoutes(app: App, { service }: Parts): void {
  app.get('/beneficiaries/:personNo/file', { schema }, async (request, reply) => {
    const { caller, params, query, language } = request
    const asked = { ...params, showIdNumber: query.show === 'idNumber' }
    reply.header('content-disposition', `attachment; filename="${params.personNo}.json"`)
    return readPersonFile(service, caller, asked, language)
  })
}
