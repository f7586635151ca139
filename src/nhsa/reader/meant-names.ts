import type { ExactJson } from '../envelope/json.ts'

type Node = { readonly [name: string]: ExactJson }

/** A node with its fields under the names of the interface, as far as it is plain which ones are meant. */
export interface MeantNode {
  readonly node: Node
  /** Names that were read as another one for a slip of the hand. */
  readonly guessed: readonly { readonly sent: string; readonly meant: string }[]
  /** Names that nothing is known of. */
  readonly unknown: readonly string[]
}

/** Longer names are none of the interface's, and comparing them costs. */
const maxNameChars = 40
/** Shorter names are near to each other by chance. */
const minGuessChars = 6

/**
 * Finds the fields that are wanted, however they are spelled: in camel case, in capitals, without underscores, and with one
 * slip of the hand (`hifp_pya`) where only one name is that near. `others` are names that are known and not wanted here.
 */
export function meantNames(sent: Node, wanted: readonly string[], others: readonly string[] = []): MeantNode {
  const node: Record<string, ExactJson> = {}
  const guessed: { sent: string; meant: string }[] = []
  const unknown: string[] = []
  // What is spelled right comes first, so that a variant beside it cannot replace it.
  const names = Object.keys(sent)
    .filter((name) => isThere(sent[name]))
    .sort((a, b) => Number(wanted.includes(b)) - Number(wanted.includes(a)))
  for (const name of names) {
    const meant = wanted.includes(name) ? name : others.includes(name) ? null : nearest(name, wanted, others)
    if (meant === null || Object.hasOwn(node, meant)) {
      if (!others.includes(name)) unknown.push(name)
      continue
    }
    node[meant] = sent[name] as ExactJson
    if (name !== meant && plainName(name) !== plainName(meant)) guessed.push({ sent: name, meant })
  }
  return { node, guessed, unknown }
}

/** A blank, which programs send for what they leave out, stands in nobody's way. */
const isThere = (value: ExactJson | undefined) =>
  value !== undefined && value !== null && value !== '' && value !== 'null'

export const plainName = (name: string) => name.toLowerCase().replaceAll(/[_\s-]/g, '')

function nearest(name: string, wanted: readonly string[], others: readonly string[]): string | null {
  if (name.length > maxNameChars) return null
  const sent = plainName(name)
  const same = wanted.find((one) => plainName(one) === sent)
  if (same !== undefined) return same
  if (sent.length < minGuessChars) return null
  const near = [...new Set([...wanted, ...others])].filter((one) => isOneSlip(sent, plainName(one)))
  const [only] = near
  return near.length === 1 && only !== undefined && wanted.includes(only) ? only : null
}

/** Whether one letter was changed, left out, added, or changed places with the next. */
function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  const [restA, restB] = [a.slice(at), b.slice(at)]
  if (restA.length < restB.length) return restA === restB.slice(1)
  if (restA.length > restB.length) return restA.slice(1) === restB
  return restA.slice(1) === restB.slice(1) || swapped(restA) === restB
}

const swapped = (text: string) => `${text[1] ?? ''}${text[0] ?? ''}${text.slice(2)}`

/** A name that may stand in an answer: programs put anything into a name. */
export function showable(name: string): string {
  return /^[\w.-]{1,40}$/.test(name) ? name : '（无法显示的字段名）'
}
