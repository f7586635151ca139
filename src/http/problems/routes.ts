import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { refuse } from '../../domain/refusals/refusal.ts'
import { tags } from '../openapi/openapi.ts'
import type { App } from '../server/wire.ts'
import { problemCode } from '../shared/codes.ts'
import { named } from '../shared/fields.ts'
import { answer, refusalsOfAnyone } from '../shared/problem.ts'
import { type ListedProblem, listedProblems, problemsHtml, problemsPolicy } from './page.ts'

const bilingual = z.strictObject({
  zh: named(z.string(), 'In Chinese', '中文'),
  en: named(z.string(), 'In English', '英文'),
})
const listed = z
  .strictObject({
    type: named(z.string(), 'Address of the problem’s page', '错误说明页地址'),
    code: named(problemCode, 'Stable code', '稳定的错误代码'),
    status: named(z.int(), 'HTTP status', 'HTTP 状态码'),
    title: named(bilingual, 'Title', '名称'),
    detail: named(bilingual, 'What to do, with {places} that an answer fills', '处理办法，{} 处由实际内容填充'),
  })
  .meta({ id: 'ListedProblem' })
const list = z.strictObject({ items: named(z.array(listed), 'Every code', '全部错误代码') }).meta({ id: 'ProblemList' })
const params = z.strictObject({ code: named(z.string(), 'Problem code', '错误代码') })

/** Browsers get the same as a page. */
function withPage({ description, content }: ReturnType<typeof answer>) {
  return { description, content: { ...content, 'text/html': { schema: z.string() } } }
}

const listSchema = {
  operationId: 'listProblems',
  tags: [tags.operations],
  summary: 'Every problem code / 错误代码一览',
  security: [],
  response: {
    200: withPage(answer(list, 'The codes; as a page where HTML is asked for', '错误代码；浏览器访问时为网页')),
    ...refusalsOfAnyone('too-many-requests'),
  },
}
const oneSchema = {
  operationId: 'getProblem',
  tags: [tags.operations],
  summary: 'One problem code / 错误代码说明',
  security: [],
  params,
  response: {
    200: withPage(answer(listed, 'The code', '错误代码')),
    ...refusalsOfAnyone('not-found', 'invalid-request', 'too-many-requests'),
  },
}

export function problemRoutes(app: App): void {
  app.get('/problems', { schema: listSchema }, async (request, reply) =>
    wantsPage(request.headers.accept) ? page(reply, listedProblems) : { items: listedProblems },
  )

  app.get('/problems/:code', { schema: oneSchema }, async (request, reply) => {
    const { code } = request.params
    const found = listedProblems.find((problem) => problem.code === code)
    if (!found) refuse('not-found', { what: { zh: '该错误代码', en: 'such problem code' } })
    return wantsPage(request.headers.accept) ? page(reply, [found]) : found
  })
}

/** Browsers name text/html; programs take JSON or anything. */
function wantsPage(accept: string | undefined): boolean {
  return /\btext\/html\b/.test(accept ?? '')
}

function page(reply: FastifyReply, shown: readonly ListedProblem[]) {
  return reply
    .headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': problemsPolicy })
    .serializer(String)
    .send(problemsHtml(shown))
}
