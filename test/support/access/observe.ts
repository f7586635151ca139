import { Readable } from 'node:stream'
import type { TestApp } from '../database/test-app.ts'
import { type Sample, urlOf } from '../edges/requests.ts'
import type { World } from '../edges/world.ts'
import { type Asking, askings, ofNobody } from './asking.ts'
import type { Cell } from './rule-kinds.ts'

export interface Observed {
  readonly status: number
  readonly text: string
}

export interface Request {
  readonly sample: Sample
  readonly asking: Asking & { readonly inPath: Readonly<Record<string, string>> }
}

/** The request of an operation, made of the things of Jincheng; new ones where an answer takes them away. */
export async function requestOf(it: TestApp, world: World, sample: Sample): Promise<Request> {
  const special = (await askings[`${sample.method} ${sample.path}`]?.({ it, world })) ?? {}
  const body = special.body ?? sample.body
  const inPath = { ...sample.inPath, ...special.inPath }
  return { sample, asking: { ...special, inPath, ...(body === null ? {} : { body }) } }
}

/** Each key that is nobody's comes from an address of its own, for an address may send only a few. */
let addresses = 0

export async function sent(it: TestApp, { sample, asking }: Request, key: string | null): Promise<Observed> {
  const { inPath, inQuery = {}, body, text, type = 'text/csv' } = asking
  const payload = text === undefined ? body : Readable.from([Buffer.from(text)])
  addresses += 1
  const reply = await it.app.inject({
    method: sample.method,
    url: urlOf({ ...sample, inPath: { ...inPath }, inQuery: { ...sample.inQuery, ...inQuery } }),
    remoteAddress: `127.1.${addresses >> 8}.${addresses & 255}`,
    ...(payload === undefined ? {} : { payload }),
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(text === undefined ? {} : { 'content-type': type }),
    },
  })
  return { status: reply.statusCode, text: reply.body }
}

/** What is answered, without the numbers that were asked for and the number of the request. */
function said({ status, text }: Observed, { asking, sample }: Request): string {
  const numbers = Object.values({ ...asking.inPath, ...asking.inQuery, ...asking.body })
    .filter((value): value is string => typeof value === 'string' && value.length > 5)
    .sort((a, b) => b.length - a.length)
  const bare = numbers.reduce((rest, number) => rest.replaceAll(number, '…'), text)
  return `${sample.method} ${status} ${bare.replace(/"requestId":"[^"]*"/, '')}`
}

const notRegistered = /"code":"(person|hospital)-not-registered"/

/** Which cell an answer is of. `marks` are the numbers of what was asked for. */
export function cellOf(observed: Observed, marks: readonly string[]): Cell | '401' | 'other' {
  const { status, text } = observed
  if (status === 401 || status === 403 || status === 404) return `${status}`
  if (status === 422 && notRegistered.test(text)) return 'nobody'
  if (status >= 500 || status === 429) return 'other'
  return status === 200 && !marks.some((mark) => text.includes(mark)) ? 'nothing' : 'yes'
}

/** Whether a refusal says the same of what is somebody else's and of what nobody has. */
export async function isToldApart(it: TestApp, request: Request, key: string, observed: Observed): Promise<boolean> {
  const nobodys = { ...request, asking: ofNobody(request.asking) }
  return said(observed, request) !== said(await sent(it, nobodys, key), nobodys)
}
