import { covers, type Day, yearOf } from '../calendar.ts'
import { type Category, categories } from '../names/categories.ts'
import { refuse } from '../refusals/refusal.ts'
import { canonical } from '../shared/canonical.ts'
import { compile } from './compile.ts'
import { figureIn } from './figures.ts'
import { beforeChosen, type Choices, type ClauseRef, type Law, type Ruled } from './law.ts'
import { chainOf, clauseIdOf, clausesFor, inForceOn, type PlacedClause } from './merge.ts'
import { type PackFile, type RowKind, switches as switchSchema } from './pack.ts'

/** Days remembered before the cache starts anew: three years of days for a few regions. */
const rememberedLaws = 4000

/** A pack as it stands in a settlement's receipt: everything the law of a region is read from. */
export interface Pack {
  readonly region: string
  readonly hash: string
  readonly files: readonly PackFile[]
}

/**
 * All packs that were loaded, and the law of any day.
 *
 * The hash covers the region's own files and all it inherits, because each of them can change an
 * amount. It is over the parsed content without the examples, so neither those nor a comment in a file change it.
 */
export class PolicyLibrary {
  #files: readonly PackFile[]
  readonly #hash: (text: string) => string
  readonly #packs = new Map<string, Pack>()
  readonly #laws = new Map<string, Law>()
  readonly #governing = new Map<string, string | null>()

  constructor(files: readonly PackFile[], hash: (text: string) => string) {
    this.#files = files
    this.#hash = hash
  }

  get files(): readonly PackFile[] {
    return this.#files
  }

  /** From now on these packs hold. What was resolved before keeps the law that it was resolved with. */
  adopt(files: readonly PackFile[]): void {
    this.#files = files
    this.#packs.clear()
    this.#laws.clear()
    this.#governing.clear()
  }

  /** Regions that have law of their own, in order. */
  regions(): string[] {
    const own = this.files.filter((file) => file.role === 'policy').map((file) => file.region)
    return [...new Set(own)].sort()
  }

  pack(region: string): Pack {
    const known = this.#packs.get(region)
    if (known) return known
    const chain = chainOf(this.files, region)
    const files = this.files
      .filter((file) => chain.includes(file.region))
      .map(({ examples: _, ...law }) => law)
      .sort(byPlace)
    const pack = { region, hash: `sha256:${this.#hash(canonical(files))}`, files }
    this.#packs.set(region, pack)
    return pack
  }

  /** The region whose pack governs: county, then city, then province, the nearest with law in force (000000/G19). */
  governing(insuredRegion: string, on: Day): string | null {
    const key = `${insuredRegion}|${on}`
    const known = this.#governing.get(key)
    if (known !== undefined) return known
    const nearest = [insuredRegion, `${insuredRegion.slice(0, 4)}00`, `${insuredRegion.slice(0, 2)}0000`]
    const found = nearest.find((region) => this.documentInForce(region, on) !== undefined) ?? null
    if (this.#governing.size >= rememberedLaws) this.#governing.clear()
    this.#governing.set(key, found)
    return found
  }

  documentInForce(region: string, on: Day): PackFile | undefined {
    return this.files
      .filter((file) => file.region === region && file.role === 'policy' && covers(file.inForce, on))
      .sort((a, b) => (a.inForce.from < b.inForce.from ? 1 : -1))[0]
  }

  /**
   * The law that holds for people insured in a region on a day.
   * Errors: `policy-missing` when no pack on the way from county to province is in force.
   */
  law(insuredRegion: string, on: Day): Law {
    const region = this.governing(insuredRegion, on)
    if (region === null) return refuse('policy-missing', { region: insuredRegion, on })
    return this.lawOfPack(region, on)
  }

  /** The law of one region's pack on a day. What was settled under it stays under it, also when a nearer pack comes later. */
  lawOfPack(region: string, on: Day): Law {
    const key = `${region}|${on}`
    const known = this.#laws.get(key)
    if (known) return known
    const law = resolve(this, region, on)
    if (this.#laws.size >= rememberedLaws) this.#laws.clear()
    this.#laws.set(key, law)
    return law
  }
}

function byPlace(a: PackFile, b: PackFile): number {
  const at = (file: PackFile) => `${file.region} ${file.inForce.from} ${file.document.number}`
  return at(a) < at(b) ? -1 : 1
}

/** The law of a region on a day, whether or not its own document is in force: figures and rules stand alone too. */
export function resolve(library: PolicyLibrary, region: string, on: Day): Law {
  const placed = clausesFor(library.files, region, on)
  const document = library.documentInForce(region, on)
  const byKind = new Map<RowKind, readonly Ruled<RowKind>[]>()
  const rows = <K extends RowKind>(kind: K): readonly Ruled<K>[] => {
    const known = byKind.get(kind)
    if (known) return known as readonly Ruled<K>[]
    const found = rowsOf(placed, kind, on)
    byKind.set(kind, found as unknown as readonly Ruled<RowKind>[])
    return found
  }
  const figure: Law['figure'] = (name, of) => figureIn(rows('figures'), rows('figureFallback'), name, { on, ...of })
  const choices = choicesOf(placed)
  return {
    region,
    name: document?.name ?? { zh: region, en: region },
    policy: `${region}@${document?.inForce.from ?? on}`,
    policyHash: library.pack(region).hash,
    openSince: document && document.inForce.to === null ? document.inForce.from : null,
    isInForce: document !== undefined,
    on,
    year: yearOf(on),
    choices,
    tables: compile(rows, figure, choices, yearOf(on)),
    order: orderOf(rows('names')),
    rows,
    figure,
    clause: (id) => clauseNamed(placed, id),
  }
}

/** Identities in the order that settles ties (000000/G4): as they are declared, each before the one that it names. */
function orderOf(names: readonly Ruled<'names'>[]): readonly Category[] {
  // The nearest region stands first among the rows; ours come first in the order.
  const own = names.filter((row) => row.of === 'identity' && !(categories as readonly string[]).includes(row.code))
  if (own.length === 0) return categories
  const order: Category[] = [...categories]
  for (const { code, before } of own) {
    const at = before === undefined ? -1 : order.indexOf(before)
    order.splice(at < 0 ? order.length : at, 0, code)
  }
  return order
}

function rowsOf<K extends RowKind>(placed: readonly PlacedClause[], kind: K, on: Day): Ruled<K>[] {
  return placed.flatMap((place) => {
    const rows = (place.clause[kind] ?? []) as readonly { from?: string; to?: string }[]
    return rows
      .filter((row) => inForceOn(row, on))
      .map((row) => ({ ...row, clause: refOf(place) }) as unknown as Ruled<K>)
  })
}

export function refOf({ region, clause }: PlacedClause): ClauseRef {
  return { id: clauseIdOf(region, clause), cite: clause.cite, status: clause.status }
}

function clauseNamed(placed: readonly PlacedClause[], id: string): ClauseRef {
  const found = placed.find(({ clause }) => clause.clause === id)
  if (!found) throw new Error(`no clause ${id} in force; the rules that hold everywhere are missing`)
  return refOf(found)
}

/** Each reading once: the nearest clause that chooses it. The rules for everywhere choose all of them. */
function choicesOf(placed: readonly PlacedClause[]): Choices {
  const names = Object.keys(switchSchema.shape) as (keyof Choices)[]
  const chosen = names.map((name) => {
    const place = placed.find(({ clause }) => clause.switches?.[name] !== undefined)
    if (place) return [name, { value: place.clause.switches?.[name], clause: refOf(place) }]
    const last = placed.at(-1)
    if (!last || !(name in beforeChosen)) throw new Error(`no pack chooses the reading ${name}`)
    return [name, { value: beforeChosen[name as keyof typeof beforeChosen], clause: refOf(last) }]
  })
  return Object.fromEntries(chosen) as Choices
}
