import type { Random } from '../../faults/random.ts'

const maxKept = 40

/**
 * Numbers, codes and cursors that the service gave out or was given, by what they are called. A walk asks for its own,
 * for those of others, and for ones of another kind.
 */
export class Known {
  readonly #values = new Map<string, string[]>()
  readonly #others: Known | null

  constructor(others: Known | null = null) {
    this.#others = others
  }

  learn(name: string, value: string): void {
    const values = this.#values.get(name) ?? []
    this.#values.set(name, values)
    if (values.includes(value)) return
    values.push(value)
    if (values.length > maxKept) values.shift()
  }

  learnAll(other: Known): void {
    for (const name of other.names()) for (const value of other.all(name)) this.learn(name, value)
  }

  all(name: string): readonly string[] {
    return this.#values.get(name) ?? []
  }

  /** One of that name; mostly of this walk. */
  some(random: Random, name: string): string | undefined {
    const own = this.all(name)
    const theirs = this.#others?.all(name) ?? []
    const from = own.length > 0 && (theirs.length === 0 || random.chance(0.8)) ? own : theirs
    return from.length === 0 ? undefined : random.pick(from)
  }

  /** One of whatever name that begins so, such as the cursor of any list. */
  any(random: Random, prefix: string): string | undefined {
    const names = [...this.#values.keys(), ...(this.#others?.names() ?? [])].filter((name) => name.startsWith(prefix))
    return names.length === 0 ? undefined : this.some(random, random.pick(names))
  }

  names(): readonly string[] {
    return [...this.#values.keys()]
  }
}

/** What identifies something, wherever it stands in an answer. */
const identifiers = /^(.*(?:No|Id|Code)|region|month|url)$/

/** Learns from the JSON of an answer. `about` is the path of the operation, which says of what an `id` is one. */
export function learnFrom(known: Known, about: string, answer: unknown): void {
  learnPart(known, kindOf(about), about, answer, 0)
}

/** `/v1/applications/{id}/check` is about applications. */
export function kindOf(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== 'v1')
  const at = parts.findIndex((part) => part.startsWith('{id'))
  return (at > 0 ? parts[at - 1] : parts.filter((part) => !part.startsWith('{')).at(-1)) ?? ''
}

function learnPart(known: Known, kind: string, list: string, part: unknown, depth: number): void {
  if (typeof part !== 'object' || part === null || depth > 4) return
  const members = Array.isArray(part) ? part.slice(0, 20).map((item) => ['', item] as const) : Object.entries(part)
  for (const [name, value] of members) {
    if (typeof value === 'string') learnText(known, kind, list, name, value)
    else learnPart(known, kind, list, value, depth + 1)
  }
}

function learnText(known: Known, kind: string, list: string, name: string, value: string): void {
  if (name === 'id') known.learn(`id of ${kind}`, value)
  else if (name === 'nextCursor') known.learn(`cursor of ${list}`, value)
  else if (name === 'job') known.learn('id of jobs', value.split('/').at(-1) ?? value)
  else if (identifiers.test(name) && value.length <= 100) known.learn(name, value)
}
