import { readFileSync } from 'node:fs'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { needsSecondPerson } from '../../domain/tasks/held.ts'
import { type Responses, withBodyRefusals } from '../shared/problem.ts'
import { task } from '../tasks/schemas.ts'
import { tidy } from './tidy.ts'

/** From src/http and from dist/http alike. */
const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

export const tags = {
  settlement: 'Settlement / 结算',
  accounts: 'Annual cap and ledger / 年度限额与明细',
  premium: 'Premium subsidy / 参保资助',
  overview: 'Overview / 总览',
  reconciliation: 'Reconciliation / 对账',
  clearing: 'Clearing / 清算',
  fund: 'Assistance fund / 救助基金',
  reimbursements: 'Bills handed in / 手工报销',
  payouts: 'Payouts to people / 个人支付',
  yearEnd: 'Year-end run / 年末救助',
  jobs: 'Jobs / 后台任务',
  policies: 'Policies and entitlements / 政策与待遇',
  whatIf: 'What if / 资金测算',
  registers: 'Registers / 登记',
  applications: 'Applications / 依申请救助',
  alerts: 'Early warning / 预警监测',
  webhooks: 'Webhooks / 事件推送',
  operators: 'Operators, sessions and tasks / 操作员、登录与复核',
  callers: 'Callers and keys / 调用方与密钥',
  audit: 'Audit / 审计留痕',
  nhsa: 'National messages / 定点医药机构接口',
  operations: 'Operations / 运维',
} as const

const about = `One-stop settlement of basic insurance, critical-illness insurance and medical assistance, with the clause behind every fen.

基本医疗保险、大病保险、医疗救助“一站式”结算，每一分钱都注明条款依据。

- Money is a string of yuan with two decimals: \`"10647.00"\`. 金额为两位小数的字符串（元）。
- Press **Authorize** and paste a key; the first start prints demo keys. 点击 Authorize 填入密钥，首次启动时会打印演示密钥。
- \`Accept-Language: zh\` gives Chinese titles, details and explanations. 请求头 Accept-Language: zh 返回中文说明。
- Errors are RFC 9457 problem documents; their codes are listed at [/problems](/problems). 错误代码见 /problems。`

type Part = Parameters<typeof jsonSchemaTransform>[0]

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Headers that the route hears, for the document: they are not checked, because what they prefer binds nobody. */
    readonly hears?: z.ZodType
  }
}

/** National messages keep answers of their own, whatever their body is. */
function withWhatBodiesAreRefusedFor({ schema, url, route }: Part): Part['schema'] {
  const response = schema?.response as Responses | undefined
  if (route.method === 'GET' || response === undefined || url.startsWith('/nhsa')) return schema
  const headers = route.config?.hears
  return { ...schema, response: withBodyRefusals(withTask(schema, response)), ...(headers ? { headers } : {}) }
}

/** What an operator of a bureau asks for may be answered with the task that waits for a second one. */
function withTask(schema: Part['schema'], response: Responses): Responses {
  const operation = (schema as { readonly operationId?: string } | undefined)?.operationId ?? ''
  if (!needsSecondPerson(operation)) return response
  const held =
    'to somebody who signed in: held for a second person, see `location` / 登录的操作员：已提交，待另一人复核'
  const told = response[202]
  const content = told?.content as { readonly 'application/json': { readonly schema: z.ZodType } } | undefined
  const schemas = content ? z.union([content['application/json'].schema, task]) : task
  const description = told ? `${told.description}; ${held}` : held
  return { ...response, 202: { description, content: { 'application/json': { schema: schemas } } } }
}

/** Nothing of the page comes from another host: it is used on closed networks. */
const pagePolicy =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'"

export async function describe(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Yizhan 一站',
        version,
        description: about,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/', description: 'This service / 本服务' }],
      security: [{ key: [] }, { session: [] }],
      tags: Object.values(tags).map((name) => ({ name })),
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'Authorization: Bearer KEY / 密钥' },
          session: { type: 'apiKey', in: 'cookie', name: 'yizhan_session', description: 'POST /v1/sessions / 登录' },
        },
      },
    },
    transform: (part) => jsonSchemaTransform({ ...part, schema: withWhatBodiesAreRefusedFor(part) }),
    transformObject: (document) => tidy(jsonSchemaTransformObject(document)),
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: pagePolicy,
    // A key that a browser keeps is read by whoever sits down at it next.
    uiConfig: {
      persistAuthorization: false,
      docExpansion: 'list',
      displayRequestDuration: true,
      tryItOutEnabled: true,
    },
    theme: {
      title: 'Yizhan 一站 API',
      css: [{ filename: 'yizhan.css', content: '.swagger-ui .topbar{display:none}' }],
    },
  })
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}
