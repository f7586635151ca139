import type { FuzzRequest } from '../request.ts'
import type { MessageSurroundings, OpenVisit } from './fields.ts'

interface Answered {
  readonly infcode?: unknown
  readonly output?: unknown
}

const numbers = ['setl_id', 'trt_dcla_detl_sn', 'clr_appy_evt_id', 'file_qury_no', 'sign_no', 'medins_setl_id'] as const

/** What a message was answered is what the next ones are about. */
export function learnFromMessage(around: MessageSurroundings, request: FuzzRequest, answer: unknown): void {
  const { infcode, output } = (answer ?? {}) as Answered
  const msgid = /"msgid":"([^"]{1,40})"/.exec(String(request.body))?.[1]
  if (msgid !== undefined) around.known.learn('msgid', msgid)
  if (infcode !== 0) return
  learnNumbers(around, output, 0)
  noteSettlement(around, output)
  const opened = openedBy(request.operation, output)
  if (opened) around.visits.push(opened)
  if (around.visits.length > 6) around.visits.shift()
}

function learnNumbers(around: MessageSurroundings, part: unknown, depth: number): void {
  if (typeof part !== 'object' || part === null || depth > 4) return
  for (const [name, value] of Object.entries(part)) {
    if (typeof value !== 'string') learnNumbers(around, value, depth + 1)
    else if (numbers.some((number) => number === name)) around.known.learn(name, value)
    if (name === 'medins_setl_id' && typeof value === 'string') around.known.learn('settlementNo', value)
  }
}

/** Which visit a settlement is of, for what is asked of both. */
function noteSettlement({ visits }: MessageSurroundings, output: unknown): void {
  const { setlinfo } = (output ?? {}) as { setlinfo?: { mdtrt_id?: string; setl_id?: string | null } }
  const visit = visits.find(({ mdtrt_id }) => mdtrt_id === setlinfo?.mdtrt_id)
  if (visit && setlinfo?.setl_id) visit.setl_id = setlinfo.setl_id
}

function openedBy(operation: string, output: unknown): OpenVisit | null {
  const setting = operation === 'nhsa 2401' ? 'inpatient' : operation === 'nhsa 2201' ? 'outpatient' : null
  if (setting === null) return null
  const node = output as { result?: Partial<OpenVisit>; data?: Partial<OpenVisit> } | null
  const { psn_no, mdtrt_id } = node?.result ?? node?.data ?? {}
  return psn_no === undefined || mdtrt_id === undefined ? null : { psn_no, mdtrt_id, setting }
}
