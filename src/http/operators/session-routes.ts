import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type ShownOperator, shownOperator } from '../../application/operators/operators.ts'
import { csrfTokenOf, endSession, listSessions, signOut } from '../../application/operators/sessions.ts'
import { changeOwnPassword, ownOperator, signIn } from '../../application/operators/sign-in.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { tags } from '../openapi/openapi.ts'
import { pageQuery } from '../registers/schemas.ts'
import { clearSessionCookie, ownSession, setSessionCookie, tokenOf } from '../server/session.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals, refusalsOfAnyone } from '../shared/problem.ts'
import { alsoSpelt } from '../shared/spellings.ts'
import { ownSessionAnswer, passwordChange, sessionList, sessionParams, signInRequest } from './schemas.ts'

const signInSchema = {
  operationId: 'signIn',
  tags: [tags.operators],
  summary: 'Sign in / 登录',
  description:
    'Answers a cookie that scripts cannot read, and the token that every change of this session sends as `x-csrf-token`. Five wrong passwords of a user name from one address close it there for fifteen minutes. / 返回脚本不可读取的 Cookie，以及写操作须发送的 x-csrf-token。同一用户名在同一地址连续五次密码错误，该地址十五分钟内不能再登录。',
  security: [],
  body: signInRequest,
  response: {
    201: answer(ownSessionAnswer, 'Signed in', '已登录'),
    ...refusalsOfAnyone(
      ...(['invalid-request', 'malformed-json', 'sign-in-failed', 'too-many-sign-ins', 'too-many-wrong-keys'] as const),
      ...(['too-many-requests', 'overloaded', 'database-unavailable', 'internal'] as const),
    ),
  },
}

const currentSchema = {
  operationId: 'getOwnSession',
  tags: [tags.operators],
  summary: 'Who is signed in / 当前会话',
  response: { 200: answer(ownSessionAnswer, 'The session', '会话'), ...refusals('not-found') },
}

const leaveSchema = {
  operationId: 'withdrawOwnSession',
  tags: [tags.operators],
  summary: 'Sign out / 退出登录',
  response: { 204: z.null().meta({ description: 'Signed out / 已退出' }), ...refusals('not-found') },
}

const signOutSchema = alsoSpelt(leaveSchema, 'signOut', 'POST /v1/sessions/current/withdraw')

const passwordSchema = {
  operationId: 'changeOwnPassword',
  tags: [tags.operators],
  summary: 'Change the own password / 修改密码',
  description:
    'Twelve characters or more, of at least six kinds. Other sessions of the same person end. / 至少 12 个字符、6 种以上；本人的其他会话随之结束。',
  body: passwordChange,
  response: {
    204: z.null().meta({ description: 'Changed / 已修改' }),
    ...refusals('malformed-json', 'not-found', 'sign-in-failed', 'password-invalid', 'overloaded'),
  },
}

const listSchema = {
  operationId: 'listSessions',
  tags: [tags.operators],
  summary: 'Who is signed in now / 在线会话',
  querystring: pageQuery,
  response: { 200: answer(sessionList, 'A page of open sessions', '一页在线会话'), ...refusals() },
}

const endSchema = {
  operationId: 'endSession',
  tags: [tags.operators],
  summary: 'End somebody’s session / 结束会话',
  params: sessionParams,
  response: { 204: z.null().meta({ description: 'Ended / 已结束' }), ...refusals('not-found') },
}

const maxAgent = 200

/** The one route under /v1 that needs neither a key nor a session. */
export function signInRoute(app: App, { service, limits }: Parts): void {
  app.post('/v1/sessions', { schema: signInSchema }, async (request, reply) => {
    await limits.signingIn(request)
    const agent = request.headers['user-agent']?.slice(0, maxAgent) ?? ''
    const signedIn = await signIn(service, request.body, { address: request.ip, agent, requestId: request.id })
    if (signedIn === null) {
      await limits.wrongKey(request)
      return refuse('sign-in-failed')
    }
    const { operator, opened } = signedIn
    setSessionCookie(request, reply, opened)
    const { token, ...session } = opened
    return reply.code(201).send(shown(shownOperator(operator), { token, ...session }))
  })
}

export function sessionRoutes(app: App, { service }: Parts): void {
  app.get('/sessions', { schema: listSchema }, ({ caller, query }) => listSessions(service, caller, query))

  app.get('/sessions/current', { schema: currentSchema }, async (request) => {
    const own = ownSession(request)
    const operator = shownOperator(await ownOperator(service, own))
    // Who came by the provider's word has no use for a first password of ours.
    const mustChangePassword = operator.mustChangePassword && !own.session.byProvider
    return shown({ ...operator, mustChangePassword }, { token: cookieOf(request), ...own.session })
  })

  const leave = async (request: FastifyRequest, reply: FastifyReply) => {
    await signOut(service, ownSession(request))
    clearSessionCookie(reply)
    return reply.code(204).send(null)
  }
  app.post('/sessions/current/withdraw', { schema: leaveSchema }, leave)
  app.delete('/sessions/current', { schema: signOutSchema }, leave)

  app.post('/sessions/current/password', { schema: passwordSchema }, async (request, reply) => {
    await changeOwnPassword(service, ownSession(request), request.body)
    return reply.code(204).send()
  })

  app.post('/sessions/:id/withdraw', { schema: endSchema }, async ({ caller, params }, reply) => {
    await endSession(service, caller, params)
    return reply.code(204).send()
  })
}

const cookieOf = (request: FastifyRequest) => tokenOf(request) ?? ''

function shown(
  operator: ShownOperator,
  session: { readonly token: string; readonly id: string; readonly endsAt: Date },
) {
  return { id: session.id, operator, csrfToken: csrfTokenOf(session.token), endsAt: chinaTime(session.endsAt) }
}
