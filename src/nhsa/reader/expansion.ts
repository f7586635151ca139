import { type ExactJson, readJson } from '../envelope/json.ts'
import { fieldNames } from './field-names.ts'
import { meantNames, showable } from './meant-names.ts'
import { objectOf, Reader } from './reader.ts'

type Node = { readonly [name: string]: ExactJson }

/** `exp_content`: fields, or text of the hospital's own, which is kept and means nothing here. */
export interface Expansion {
  readonly fields: Node
  readonly note: string | null
  /** That nothing was read of it, in Chinese because it stands in a message; null where it was, or there is nothing in it. */
  readonly caution: string | null
}

/** As many characters as the interface has for it. */
const maxNoteChars = 4000

/** JSON within JSON text within a message: programs that write it once too often write it twice at most. */
const maxWraps = 3

/** Reads what programs send as `exp_content`, and names what cannot be read: nobody should learn from the money that it was not. */
export function expansionOf(reader: Reader, sent: ExactJson | undefined, name = 'exp_content'): Expansion {
  const fields = fieldsIn(sent, maxWraps)
  if (fields) return { fields, note: null, caution: null }
  const note = noteIn(reader, sent, name)
  return { fields: {}, note, caution: note === null || isNothing(note) ? null : unread(name) }
}

/** The note that a node has as its `exp_content`, or the fields in it as text, for what reads no field of it. */
export function noteOf(reader: Reader, name = 'exp_content'): string | null {
  return noteIn(reader, reader.raw(name), name)
}

function noteIn(reader: Reader, sent: ExactJson | undefined, name: string): string | null {
  if (sent === undefined || sent === null || sent === '') return null
  const text = typeof sent === 'string' ? sent : JSON.stringify(sent)
  return new Reader({ [name]: text }, reader.path, reader.faults).maybeNote(name, maxNoteChars)
}

/** An object, the only one of a list, or JSON text of either; null where it is none of these. */
function fieldsIn(sent: ExactJson | undefined, wraps: number): Node | null {
  if (Array.isArray(sent)) return sent.length === 1 ? fieldsIn(sent[0] as ExactJson, wraps) : null
  if (typeof sent !== 'string') return objectOf(sent)
  if (wraps === 0 || sent.length > maxNoteChars * 2) return null
  try {
    return fieldsIn(readJson(sent), wraps - 1)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** What programs write for nothing: `[]`, `"0"`, `0`, `{}`, `-`, and the like. */
function isNothing(note: string): boolean {
  return !/[^\s"'[\]{}0\-/.,;，。；无]/u.test(note.replace(/null|none|false/gi, ''))
}

const unread = (name: string) =>
  `${name} 不是可读的 JSON 对象，已作为文字保存，其中内容均未采用（已支付金额请写成 {"hifp_pay":0.00,"hifmi_pay":0.00} 的形式）`

/** The fields of `exp_content` that a transaction wants, however the node and they are spelled, or standing beside it. */
export function expansionFields(data: Reader, wanted: readonly string[]): { more: Reader; cautions: string[] } {
  const beside = meantNames(data.node, ['exp_content', ...wanted], Object.keys(fieldNames))
  const { exp_content: sent, ...outside } = beside.node
  const { fields, caution } = expansionOf(data, sent)
  const inside = meantNames(fields, wanted)
  const guessed = [...beside.guessed, ...inside.guessed].map(slip)
  const unknown = inside.unknown.length === 0 ? [] : [notTaken(inside.unknown, wanted)]
  const more = new Reader({ ...outside, ...inside.node }, `${data.path}/exp_content`, data.faults)
  return { more, cautions: [...guessed, ...unknown, ...(caution === null ? [] : [caution])] }
}

export const slip = ({ sent, meant }: { readonly sent: string; readonly meant: string }) =>
  `${showable(sent)} 已按 ${meant} 读取，请更正字段名`

/** More are not named. */
const maxNamed = 10

export const notTaken = (names: readonly string[], wanted: readonly string[]) =>
  `未采用的字段：${names.slice(0, maxNamed).map(showable).join('、')}（exp_content 可用 ${wanted.join('、')}）`
