import type { Caller } from '../callers.ts'
import type { Json, JsonObject } from '../document.ts'
import { breakOne, breakText } from '../generate/break.ts'
import { curiousHeaders } from '../generate/headers.ts'
import type { FuzzRequest } from '../request.ts'
import type { MessageSurroundings } from './fields.ts'
import { inputs } from './table.ts'

export const infnos: readonly string[] = Object.keys(inputs)

/** More often what a stay is made of, in about the order in which it happens; a visit is opened before it is settled. */
const often = ['2401', '2301', '2303', '2402', '2304', '2305', '2201', '2204', '2207', '2208', '2601', '5203']

export function someInfno({ random, visits }: MessageSurroundings): string {
  if (visits.length === 0 && random.chance(0.6)) return random.pick(['2401', '2201'])
  if (random.chance(0.02)) return random.pick(['8888', '230', '23040', '2304A', '0000', '__proto__'])
  return random.chance(0.5) ? random.pick(often) : random.pick(infnos)
}

/** One message: sound as its table has it, or with one field, its envelope or its whole text broken. */
export function messageRequest(infno: string, caller: Caller, around: MessageSurroundings): FuzzRequest {
  const { random } = around
  const input = (Object.hasOwn(inputs, infno) ? inputs[infno]?.(around) : undefined) ?? { data: {} }
  const message = { ...envelope(infno, around), input: random.chance(0.1) ? JSON.stringify(input) : input }
  const { body, says } = random.chance(0.45)
    ? broken(message, around)
    : { body: JSON.stringify(message), says: 'sound' }
  return {
    operation: `nhsa ${infno}`,
    method: 'POST',
    path: random.chance(0.7) ? `/nhsa/${encodeURIComponent(infno)}` : '/nhsa',
    headers: {
      ...curiousHeaders(random),
      ...lost(random.chance(0.004)),
      'content-type': random.chance(0.97) ? 'application/json' : 'text/plain',
    },
    body,
    caller,
    intent: says,
  }
}

/** Only where the database is embedded: the answer is kept from whoever asked, to be asked for again. */
function lost(wanted: boolean): Record<string, string> {
  return wanted ? { 'x-yizhan-lose-answer': 'after-commit' } : {}
}

function envelope(infno: string, { random, known, own }: MessageSurroundings): JsonObject {
  const again = random.chance(0.05) ? known.some(random, 'msgid') : undefined
  return {
    infno,
    msgid: again ?? own.msgid(),
    mdtrtarea_admvs: own.region,
    insuplc_admdvs: random.chance(0.95) ? own.region : random.pick([own.city, '000000', '500243', '', null]),
    recer_sys_code: 'YIZHAN',
    infver: 'V1.0',
    opter_type: '1',
    opter: '001',
    opter_name: own.personName,
    inf_time: '2024-05-05 12:00:00',
    fixmedins_code: own.hospitalCode,
    fixmedins_name: '示例医院',
  }
}

function broken(message: JsonObject, { random }: MessageSurroundings): { body: string | Buffer; says: string } {
  if (random.chance(0.12)) {
    const { value, says } = breakText(random, JSON.stringify(message))
    return { body: value, says }
  }
  if (random.chance(0.15)) {
    const { value, says } = breakOne(random, message)
    return { body: JSON.stringify(value), says: `envelope ${says}` }
  }
  const { value, says } = breakOne(random, message['input'] as Json)
  return { body: JSON.stringify({ ...message, input: value }), says: `input ${says}` }
}
