import { listSettledAfterDeath, putDeath, readDeath } from '../../application/registers/death.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { afterDeathQuery, death, deathRequest, settledAfterDeathList } from './death-schemas.ts'
import { personParams } from './schemas.ts'

const putSchema = {
  operationId: 'putDeath',
  tags: [tags.registers],
  summary: 'Record a death / 登记死亡',
  description:
    'No visit that begins after the day of death is settled (`died`), and no premium of a later year subsidised; a stay that the death ended is. What was settled before it became known is listed in the answer and not changed. Another day, or null for a death recorded by mistake, corrects what is on record and needs a `reason`; nothing is overwritten. Bureaus of the region. / 死亡之后开始的就医不再结算（died），以后年度不再资助参保；因死亡终止的住院照常结算。登记前已结算的列在返回中，不自动变更。更改日期，或误登记时填 null，须填写 reason；不覆盖原记录。仅限本地区经办机构。',
  params: personParams,
  body: deathRequest,
  response: {
    201: answer(death, 'Recorded', '已登记'),
    200: answer(death, 'Corrected, or on record already', '已更正，或此前已登记'),
    ...refusals('malformed-json', 'not-found', 'died-before-birth', 'date-in-future', 'fact-correction-invalid'),
  },
}

const getSchema = {
  operationId: 'getDeath',
  tags: [tags.registers],
  summary: 'Read a death / 查询死亡登记',
  description:
    'With every record of it, and what was settled or subsidised for the time after it. Bureaus and auditors of the region. / 含历次登记，以及死亡之后的结算和资助。限本地区经办机构与审计。',
  params: personParams,
  response: {
    200: answer(death, 'The death; `diedOn` null where none is on record', '死亡登记；没有的 diedOn 为 null'),
    ...refusals('not-found'),
  },
}

const listSchema = {
  operationId: 'listSettledAfterDeath',
  tags: [tags.registers],
  summary: 'What was settled after deaths / 死亡之后的结算清单',
  description:
    'Settlements that stand, of visits that began after the person died, before the death became known: for the bureau to look into. Reversed ones are left out. Bureaus and auditors. / 死亡之后开始、登记前已结算且未撤销的就医，供经办机构核查。仅限经办机构与审计。',
  querystring: afterDeathQuery,
  response: { 200: answer(settledAfterDeathList, 'A page of settlements', '一页结算'), ...refusals() },
}

export function deathRoutes(app: App, { service }: Parts): void {
  const path = '/beneficiaries/:personNo/death'
  app.put(path, { schema: putSchema }, async ({ caller, params, body }, reply) => {
    const { answer, created } = await putDeath(service, caller, { ...params, ...body })
    return reply.code(created ? 201 : 200).send(answer)
  })

  app.get(path, { schema: getSchema }, ({ caller, params }) => readDeath(service, caller, params.personNo))

  app.get('/settled-after-death', { schema: listSchema }, ({ caller, query }) =>
    listSettledAfterDeath(service, caller, query),
  )
}
