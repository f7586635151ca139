import { findByUsername, setPassword } from '../../db/operators/operators.ts'
import { createOperator, type OperatorAsked } from '../operators/operators.ts'
import { hashPassword, makePassword } from '../operators/passwords.ts'
import type { Service } from '../service.ts'
import { demoClerk } from './load-demo.ts'

/** Somebody to sign in as, beside the embedded database alone, where nobody is real. */
export interface DemoOperator {
  readonly username: string
  readonly password: string
}

const jincheng = { kind: 'bureau', region: '140500' } as const

/** One of each post in the bureau of Jincheng, and the desk of a hospital there. */
export const demoOperators: readonly OperatorAsked[] = [
  { username: 'demo.clerk', name: '示例经办', posts: ['clerk'], ...jincheng },
  { username: 'demo.reviewer', name: '示例复核', posts: ['reviewer'], ...jincheng },
  { username: 'demo.finance', name: '示例财务', posts: ['finance'], ...jincheng },
  { username: 'demo.auditor', name: '示例审计', posts: ['auditor'], kind: 'auditor', region: '140500' },
  { username: 'demo.admin', name: '示例管理', posts: ['admin'], ...jincheng },
  { username: 'demo.hospital', name: '示例窗口', posts: ['clerk'], kind: 'hospital', hospitalCode: 'H14050000001' },
]

/** Adds them, or gives those that are there a new password, which need not be changed: it is as much a secret as a demo key. */
export async function prepareDemoOperators(service: Service): Promise<DemoOperator[]> {
  const prepared: DemoOperator[] = []
  for (const asked of demoOperators) {
    const found = await findByUsername(service.db.pool, asked.username)
    const id = found?.id ?? (await createOperator(service, demoClerk, asked)).operator.id
    const password = makePassword()
    await setPassword(service.db.pool, id, {
      passwordHash: await hashPassword(password),
      mustChange: false,
      at: service.clock(),
    })
    prepared.push({ username: asked.username, password })
  }
  return prepared
}
