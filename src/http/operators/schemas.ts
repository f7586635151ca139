import { z } from 'zod'
import { callerKinds } from '../../application/callers/caller.ts'
import { postNames, posts } from '../../domain/operators/posts.ts'
import { kindNames } from '../callers/schemas.ts'
import { hospitalCode } from '../settlement/request-schemas.ts'
import { anInstant, instant, listOf, named, oneOf, regionField, uuid, wordsText } from '../shared/fields.ts'

const kind = oneOf(
  callerKinds,
  'hospital for one hospital, bureau for a region, auditor to read',
  '操作员种类',
  kindNames,
)
const name = wordsText(100, 'The person’s name', '姓名')
const username = named(
  z.string({ error: 'username' }).regex(/^[a-z0-9][a-z0-9._@-]{2,63}$/, { error: 'username' }),
  'User name: 3 to 64 small letters, digits and . _ @ -; given out once',
  '用户名：3 至 64 个小写字母、数字和 . _ @ -，停用后不再使用',
)
const aPost = z.enum(posts, { error: 'post' })
const postsField = named(
  z.array(aPost, { error: 'posts' }).min(1, { error: 'posts' }).max(posts.length, { error: 'posts' }),
  `Posts: ${posts.map((post) => `${post} ${postNames[post].en}`).join(', ')}`,
  `岗位：${posts.map((post) => `${post} ${postNames[post].zh}`).join('、')}`,
)
const subject = named(
  z
    .string({ error: 'words' })
    .regex(/^[\x21-\x7e]{1,255}$/, { error: 'words' })
    .nullable(),
  'Who they are to the OpenID provider (`sub`); null where they have a password alone',
  '统一身份认证中的用户标识（sub）；仅用密码登录的为 null',
)
const region = regionField('Region of the operator', '所属地区')
const code = named(
  hospitalCode.nullable(),
  'The hospital, of kind hospital',
  '医疗机构编号，仅 hospital 类',
  'fixmedins_code',
)

export const operatorRequest = z
  .strictObject(
    {
      ...{ username, name, kind, posts: postsField },
      region: named(region.optional(), 'Left out, the hospital’s, or yours', '所属地区；不填时为该机构或本人的地区'),
      hospitalCode: named(code.optional(), 'The hospital; for kind hospital only', '医疗机构编号，仅 hospital 类填写'),
      subject: subject.optional(),
    },
    { error: 'object' },
  )
  .meta({ id: 'OperatorRequest' })

export const operatorChange = z
  .strictObject(
    { name: name.optional(), posts: postsField.optional(), subject: subject.optional() },
    { error: 'object' },
  )
  .meta({ id: 'OperatorChange' })

export const operator = z
  .strictObject({
    ...{
      id: uuid('Id of the operator', '操作员 ID'),
      username,
      name,
      kind,
      region,
      hospitalCode: code,
      posts: postsField,
      subject,
    },
    mustChangePassword: named(
      z.boolean(),
      'Whether the password was chosen by somebody else and has to be changed first',
      '是否须先修改初始密码',
    ),
    passwordSetAt: instant('When the password was set', '密码设置时间'),
    createdAt: instant('When the operator was added', '添加时间'),
    withdrawnAt: named(anInstant.nullable(), 'When the operator was withdrawn', '停用时间'),
  })
  .meta({ id: 'Operator', description: 'A person who signs in / 登录的操作员' })
export const operatorList = listOf(operator, 'Operators', '操作员列表').meta({ id: 'OperatorList' })
export const operatorParams = z.strictObject({ id: uuid('Id of the operator', '操作员 ID') })

const ofOperator = named(operator, 'The operator', '操作员')

export const newPassword = z
  .strictObject({
    operator: ofOperator,
    firstPassword: named(
      z.string(),
      'To hand over: shown this once, and good only for choosing another',
      '初始密码，仅此一次显示，首次登录须修改',
    ),
  })
  .meta({ id: 'OperatorWithPassword' })

const password = (en: string, zh: string) =>
  named(z.string({ error: 'password' }).max(1_024, { error: 'password' }), en, zh)

export const signInRequest = z
  .strictObject(
    {
      username: named(z.string({ error: 'words' }).max(200, { error: 'words' }), 'The user name', '用户名'),
      password: password('The password', '密码'),
    },
    { error: 'object' },
  )
  .meta({ id: 'SignIn' })

export const passwordChange = z
  .strictObject(
    { current: password('The password that holds now', '当前密码'), next: password('The new one', '新密码') },
    { error: 'object' },
  )
  .meta({ id: 'PasswordChange' })

export const ownSessionAnswer = z
  .strictObject({
    id: uuid('Id of the session', '会话 ID'),
    operator: ofOperator,
    csrfToken: named(
      z.string(),
      'To send as `x-csrf-token` with every request that changes something',
      '写操作须在请求头 x-csrf-token 中发送',
    ),
    endsAt: instant(
      'When it ends at the latest; thirty minutes without a request end it before',
      '最迟结束时间；30 分钟无操作提前结束',
    ),
  })
  .meta({ id: 'OwnSession', description: 'The session of whoever asks / 当前会话' })

export const session = z
  .strictObject({
    id: uuid('Id of the session', '会话 ID'),
    operatorId: uuid('Who signed in', '操作员 ID'),
    username,
    name,
    address: named(z.string(), 'Address it was opened from', '登录地址'),
    agent: named(z.string(), 'The browser, as it calls itself', '浏览器标识'),
    createdAt: instant('When', '登录时间'),
    seenAt: instant('The last request, to the minute', '最近操作时间'),
    endsAt: instant('When it ends at the latest', '最迟结束时间'),
  })
  .meta({ id: 'Session' })
export const sessionList = listOf(session, 'Open sessions, newest first', '在线会话').meta({ id: 'SessionList' })
export const sessionParams = z.strictObject({ id: uuid('Id of the session', '会话 ID') })
