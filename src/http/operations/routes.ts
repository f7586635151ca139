import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { refuse } from '../../domain/refusals/refusal.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { instant, named } from '../shared/fields.ts'
import { answer, refusalsOfAnyone } from '../shared/problem.ts'
import { allowMetrics } from './metrics-access.ts'

const health = z.strictObject({ status: named(z.literal('alive'), 'alive', '存活') }).meta({ id: 'Health' })
const check = (en: string, zh: string) => named(z.enum(['ok', 'failed']), en, zh)
const readiness = z
  .strictObject({
    status: named(z.enum(['ready', 'not-ready']), 'ready when every check is ok', '全部检查通过时为 ready'),
    checks: named(
      z.strictObject({
        database: check('The database answers', '数据库可用'),
        writes: check('The database takes writes: its disk is not full', '数据库可写（磁盘未满）'),
        migrations: check('Every migration is applied', '数据库结构已更新'),
        policies: check('Policy packs are loaded', '政策包已加载'),
      }),
      'What was checked',
      '检查项',
    ),
    at: instant('When it was checked', '检查时间'),
  })
  .meta({ id: 'Readiness' })

const healthSchema = {
  operationId: 'getHealth',
  tags: [tags.operations],
  summary: 'Whether the process lives / 存活检查',
  security: [],
  response: { 200: answer(health, 'It lives', '存活') },
}

const readySchema = {
  operationId: 'getReadiness',
  tags: [tags.operations],
  summary: 'Whether it can settle / 就绪检查',
  security: [],
  response: { 200: answer(readiness, 'Ready', '就绪'), 503: answer(readiness, 'Not ready', '未就绪') },
}

const metricsSchema = {
  operationId: 'getMetrics',
  tags: [tags.operations],
  summary: 'Prometheus metrics / 监控指标',
  description:
    'With the key of YIZHAN_METRICS_KEY; without that setting, from this machine only. / 使用 YIZHAN_METRICS_KEY 的密钥；未设置时仅限本机。',
  security: [],
  response: {
    200: { description: 'Text of Prometheus / Prometheus 文本', content: { 'text/plain': { schema: z.string() } } },
    ...refusalsOfAnyone(
      'unauthenticated',
      'metrics-closed',
      'too-many-requests',
      'too-many-wrong-keys',
      'metrics-incomplete',
    ),
  },
}

export function operationRoutes(app: App, { service, metrics, readiness, metricsText, metricsAccess }: Parts): void {
  app.get('/healthz', { schema: healthSchema, logLevel: 'warn' }, async () => ({ status: 'alive' }))

  app.get('/readyz', { schema: readySchema, logLevel: 'warn' }, async (_request, reply) => {
    const checks = await readiness()
    const ready = Object.values(checks).every((result) => result === 'ok')
    const at = service.clock().toISOString()
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready', checks, at })
  })

  const onRequest = (request: FastifyRequest) => allowMetrics(request, metricsAccess)
  app.get('/metrics', { schema: metricsSchema, logLevel: 'warn', onRequest }, async (_request, reply) => {
    const text = (await metricsText()) ?? refuse('metrics-incomplete')
    return reply.type(metrics.registry.contentType).serializer(String).send(text)
  })
}
