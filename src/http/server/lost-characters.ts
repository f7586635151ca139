import { type Fault, Refusal } from '../../domain/refusals/refusal.ts'
import { pointerOf } from './pointer.ts'

/** What a program writes where it could not read a character. */
const lost = '\uFFFD'

/**
 * Refuses a body that holds the mark of a character which was lost before it came here: kept, it would be a name that
 * nobody has. Null where there is none.
 */
export function refusalOfLost(text: string, body: unknown): Refusal | null {
  if (!text.includes(lost) && !/\\ufffd/i.test(text)) return null
  const faults = faultsIn(body)
  return faults.length > 0 ? new Refusal('invalid-request', {}, { faults }) : null
}

/** A value, and the way to it from the outermost one. */
interface Place {
  readonly value: unknown
  readonly name: string
  readonly within: Place | null
}

/** Enough to find what is wrong. */
const maxFaults = 20

/** Without calling itself, because a body may have as many levels as it has bytes. */
function faultsIn(body: unknown): Fault[] {
  const faults: Fault[] = []
  const waiting: Place[] = [{ value: body, name: '', within: null }]
  for (let place = waiting.pop(); place !== undefined && faults.length < maxFaults; place = waiting.pop()) {
    const { value } = place
    if (typeof value === 'string' && value.includes(lost)) faults.push({ pointer: pointerOf(pathOf(place)), detail })
    if (typeof value !== 'object' || value === null) continue
    for (const [name, member] of Object.entries(value).reverse()) waiting.push({ value: member, name, within: place })
  }
  return faults
}

function pathOf(place: Place): string[] {
  const path: string[] = []
  for (let at = place; at.within !== null; at = at.within) path.push(at.name)
  return path.reverse()
}

const detail = {
  en: 'The text holds U+FFFD, the mark of a character that was lost: convert it in the charset that it was kept in, and name a charset other than UTF-8 in the content-type.',
  zh: '文字中有 U+FFFD（无法识别的字符）：请按原编码转换后发送，编码不是 UTF-8 的须在 Content-Type 的 charset 中注明。',
}
