import { type Caller, caller } from './callers.ts'
import { AnswerCheck } from './check/answer.ts'
import type { ApiDocument, Json } from './document.ts'
import type { Findings } from './findings.ts'
import { Known } from './generate/known.ts'
import { sound } from './prelude.ts'
import { type FuzzRequest, isAnswer, jsonOf, type Outcome, type Send } from './request.ts'

/** The ground that all walks share. */
export interface Ground {
  readonly document: ApiDocument
  readonly check: AnswerCheck
  readonly findings: Findings
  readonly send: Send
  /** Of every region. */
  readonly bureau: Caller
  /** Further keys, of other regions, kinds and hospitals, and one that was revoked. */
  readonly others: readonly Caller[]
  /** What there is besides what a walk makes. */
  readonly known: Known
  /** Of what may not be taken away, such as the keys of this run. */
  readonly reserved: ReadonlySet<string>
  /** Where events may be pushed to. */
  readonly receiver: string
  /** An answer that takes longer is a finding. */
  readonly slowMs: number
  readonly counted: (request: FuzzRequest, outcome: Outcome) => void
}

type Given = Pick<Ground, 'document' | 'findings' | 'send' | 'receiver' | 'slowMs' | 'counted'>

/** Demo hospitals, which the keys of this run and many a claim depend on. */
const hospitals = ['H14050000001', 'H50024300001', 'H37080000001', 'H14050000009']

const issued: readonly (readonly [name: string, body: { readonly [name: string]: Json }])[] = [
  ['bureau_jincheng', { kind: 'bureau', region: '140500' }],
  ['bureau_county', { kind: 'bureau', region: '500243' }],
  ['auditor', { kind: 'auditor', region: '000000' }],
  ['auditor_jining', { kind: 'auditor', region: '370800' }],
  ['hospital_jincheng', { kind: 'hospital', hospitalCode: 'H14050000001' }],
  ['hospital_pengshui', { kind: 'hospital', hospitalCode: 'H50024300001' }],
  ['revoked', { kind: 'bureau', region: '000000' }],
]

/** Issues the keys of a run on a service that holds the demo data. */
export async function openGround(given: Given, adminKey: string): Promise<Ground> {
  const bureau = caller('bureau', 'bureau', adminKey)
  const made: { readonly caller: Caller; readonly id: string }[] = []
  for (const [name, body] of issued) made.push(await issue(given.send, bureau, name, body))
  const revoked = made.at(-1)
  if (revoked) await given.send(bodiless('DELETE /v1/callers/{id}', `/v1/callers/${revoked.id}`, bureau))
  return {
    ...given,
    check: new AnswerCheck(given.document),
    bureau,
    others: made.map((one) => one.caller),
    known: new Known(),
    reserved: new Set([...made.map(({ id }) => id), ...hospitals]),
  }
}

async function issue(send: Send, bureau: Caller, name: string, body: { readonly [name: string]: Json }) {
  const outcome = await send(sound('POST /v1/callers', '/v1/callers', { ...body, name: `fuzz ${name}` }, bureau))
  const answer = isAnswer(outcome) ? (jsonOf(outcome) as { id?: string; key?: string }) : {}
  if (!answer.id || !answer.key) throw new Error(`no key was issued for ${name}: ${JSON.stringify(answer)}`)
  const kind = body['kind'] as Caller['kind']
  return { id: answer.id, caller: caller(name, kind, answer.key, (body['hospitalCode'] as string | undefined) ?? null) }
}

function bodiless(operation: string, path: string, caller: Caller): FuzzRequest {
  const [method = ''] = operation.split(' ')
  return { operation, method, path, headers: {}, body: null, caller, intent: 'sound' }
}
