import { send, type TestApp } from '../database/test-app.ts'
import type { World } from '../edges/world.ts'

/** What is asked of an operation: the things of Jincheng, or as many that nobody has. */
export interface Asking {
  readonly inPath?: Readonly<Record<string, string>>
  readonly inQuery?: Readonly<Record<string, string>>
  readonly body?: object
  /** An upload in place of a body. */
  readonly text?: string
  /** What the upload is said to be; CSV where nothing is said. */
  readonly type?: string
}

let count = 0
export const nextCount = () => ++count
export const next = () => `A-${nextCount()}`

export interface Ground {
  readonly it: TestApp
  readonly world: World
}

export async function made({ it }: Ground, url: string, body: object, key = it.keys.bureau) {
  const answer = await send(it, 'POST', url, body, { key })
  if (answer.status >= 300) throw new Error(`${url}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

export type Ask = (ground: Ground) => Promise<Asking> | Asking

/** Somebody new each time, for an identity is applied for once at a time. */
export async function applicant({ it }: Ground, name = '示例李某'): Promise<string> {
  const personNo = `140500000000${String(97_000_000 + nextCount())}`
  const card = { name, idType: '99', idNumber: personNo, birthDate: '1966-05-05' }
  const body = { ...card, insuredRegion: '140502', enrolledTier: 1 }
  await send(it, 'PUT', `/v1/beneficiaries/${personNo}`, body, { key: it.keys.bureau })
  return personNo
}
