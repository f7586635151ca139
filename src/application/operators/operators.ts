import { violated } from '../../db/errors.ts'
import {
  findOperator,
  insertOperator,
  listOperatorRows,
  type OperatorRow,
  setPassword,
  updateOperatorRow,
  withdrawOperatorRow,
} from '../../db/operators/operators.ts'
import { endSessionsOf } from '../../db/operators/sessions.ts'
import { findHospital } from '../../db/registers/hospitals.ts'
import { withTransaction } from '../../db/transaction.ts'
import { chinaTime } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import type { Post } from '../../domain/operators/posts.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, type CallerKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { newId } from '../shared/ids.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { isOfOffice, officeOf } from './office.ts'
import { hashPassword, makePassword } from './passwords.ts'

export interface OperatorAsked {
  readonly username: string
  readonly name: string
  readonly kind: CallerKind
  readonly posts: readonly Post[]
  /** Left out, the hospital's, or that of whoever adds them. */
  readonly region?: string | undefined
  readonly hospitalCode?: string | null | undefined
  readonly subject?: string | null | undefined
}

export type ShownOperator = ReturnType<typeof shownOperator>

export interface WithPassword {
  readonly operator: ShownOperator
  /** Shown this once; it opens nothing but its own change. */
  readonly firstPassword: string
}

/** Adds a person who signs in. Errors: `forbidden`, `operator-invalid`, `username-taken`. */
export async function createOperator(service: Service, caller: Caller, asked: OperatorAsked): Promise<WithPassword> {
  officeOf(caller)
  const place = await placeOf(service, caller, asked)
  const firstPassword = makePassword()
  const row = await refusingTaken(async () =>
    insertOperator(service.db.pool, {
      ...{ id: newId(), username: asked.username, name: asked.name, kind: asked.kind, ...place },
      ...{ posts: postsOf(asked), subject: asked.subject ?? null, passwordHash: await hashPassword(firstPassword) },
      ...{ createdAt: service.clock(), createdBy: caller.id },
    }),
  )
  if (!row) refuse('username-taken', { username: asked.username })
  return { operator: shownOperator(row), firstPassword }
}

function postsOf({ kind, posts }: Pick<OperatorAsked, 'kind' | 'posts'>): Post[] {
  const once = [...new Set(posts)]
  if (kind === 'auditor' && once.join() !== 'auditor')
    invalid(
      'auditor 类操作员只有 auditor（审计）岗位。',
      'An operator of kind auditor has the post auditor and no other.',
    )
  return once
}

async function placeOf(service: Service, caller: Caller, { kind, region, hospitalCode = null }: OperatorAsked) {
  if (
    caller.kind === 'hospital' &&
    (kind !== 'hospital' || (hospitalCode ?? caller.hospitalCode) !== caller.hospitalCode)
  )
    invalid(
      '医疗机构管理员只能添加本机构操作员。',
      'An admin of a hospital adds operators of that hospital, kind hospital.',
    )
  if (kind !== 'hospital') {
    if (hospitalCode !== null)
      invalid('只有 hospital 类操作员可填 hospitalCode。', 'Leave `hospitalCode` out, or send kind `hospital`.')
    requireRegion(caller, region ?? caller.region)
    return { region: region ?? caller.region, hospitalCode: null }
  }
  const code = hospitalCode ?? caller.hospitalCode
  const found = code === null ? null : await findHospital(service.db.prisma, code)
  if (!found || !isOfOffice(caller, found))
    invalid(
      'hospital 类操作员须填本地区已登记的 hospitalCode。',
      'Send the `hospitalCode` of a registered hospital of your region.',
    )
  if (region !== undefined && region !== found.region)
    invalid(
      `医疗机构 ${code} 属于 ${found.region}。`,
      `Hospital ${code} is in ${found.region}; send that, or leave \`region\` out.`,
    )
  return { region: found.region, hospitalCode: found.hospitalCode }
}

export function listOperators(service: Service, caller: Caller, page: PageInput): Promise<Page<ShownOperator>> {
  const office = officeOf(caller, 'auditor')
  return pageOf('operators', page, (part) => listOperatorRows(service.db.pool, office, part), {
    key: ({ id }) => id,
    item: shownOperator,
  })
}

/** Errors: `forbidden`, `not-found`. */
export async function getOperator(service: Service, caller: Caller, id: string): Promise<ShownOperator> {
  officeOf(caller, 'auditor')
  return shownOperator(await ofOffice(service, caller, id))
}

/** Changes the name or the posts, from the operator's next request on. Errors: `forbidden`, `not-found`, `operator-invalid`. */
export async function updateOperator(
  service: Service,
  caller: Caller,
  {
    id,
    name,
    posts,
    subject,
  }: {
    readonly id: string
    readonly name?: string | undefined
    readonly posts?: readonly Post[] | undefined
    readonly subject?: string | null | undefined
  },
): Promise<ShownOperator> {
  officeOf(caller)
  const found = await ofOffice(service, caller, id)
  if (id === caller.id && posts !== undefined)
    invalid('不能更改自己的岗位；请由另一管理员办理。', 'Nobody changes their own posts; another admin does.')
  if (name === undefined && posts === undefined && subject === undefined)
    invalid('请填写要更改的 name、posts 或 subject。', 'Send the `name`, the `posts` or the `subject` to change.')
  const kind = found.kind
  const changed = { name: name ?? null, posts: posts === undefined ? null : postsOf({ kind, posts }), subject }
  return shownOperator((await refusingTaken(() => updateOperatorRow(service.db.pool, id, changed))) ?? noSuch(id))
}

/** A new first password; what is signed in as them ends. Errors: `forbidden`, `not-found`. */
export async function resetPassword(service: Service, caller: Caller, id: string): Promise<WithPassword> {
  officeOf(caller)
  await ofOffice(service, caller, id)
  const firstPassword = makePassword()
  const passwordHash = await hashPassword(firstPassword)
  const at = service.clock()
  const row = await withTransaction(service.db.pool, async (client) => {
    if (!(await setPassword(client, id, { passwordHash, mustChange: true, at }))) return noSuch(id)
    await endSessionsOf(client, id, { by: caller.id, at, except: null })
    return (await findOperator(client, id)) ?? noSuch(id)
  })
  return { operator: shownOperator(row), firstPassword }
}

/** For good: the user name is not given out again, so that a name in the audit stays one person's. Errors: `forbidden`, `not-found`. */
export async function withdrawOperator(service: Service, caller: Caller, id: string): Promise<void> {
  officeOf(caller)
  const found = await findOperator(service.db.pool, id)
  if (!found || !isOfOffice(caller, found)) noSuch(id)
  if (id === caller.id)
    invalid('不能停用自己；请由另一管理员办理。', 'Nobody withdraws themselves; another admin does.')
  const at = service.clock()
  await withTransaction(service.db.pool, async (client) => {
    await withdrawOperatorRow(client, id, caller.id, at)
    await endSessionsOf(client, id, { by: caller.id, at, except: null })
  })
}

/** One subject is one operator's. Errors: `operator-invalid`. */
async function refusingTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (violated(error) !== 'operators_subject_key') throw error
    return invalid('该 subject 已属于另一操作员。', 'Another operator has this `subject`; take it away there first.')
  }
}

async function ofOffice(service: Service, caller: Caller, id: string): Promise<OperatorRow> {
  const found = await findOperator(service.db.pool, id)
  return found && isOfOffice(caller, found) ? found : noSuch(id)
}

function noSuch(id: string): never {
  refuse('not-found', { what: { zh: `操作员 ${id}`, en: `operator ${id}` } })
}

function invalid(zh: string, en: string): never {
  const reason: Bilingual = { zh, en }
  refuse('operator-invalid', { reason })
}

export function shownOperator(row: OperatorRow) {
  return {
    ...{ id: row.id, username: row.username, name: row.name, kind: row.kind, region: row.region },
    ...{ hospitalCode: row.hospitalCode, posts: row.posts, subject: row.subject, mustChangePassword: row.mustChange },
    ...{ passwordSetAt: chinaTime(row.passwordSetAt), createdAt: chinaTime(row.createdAt) },
    withdrawnAt: row.withdrawnAt && chinaTime(row.withdrawnAt),
  }
}
