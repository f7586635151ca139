import type { Pool } from 'pg'
import { findPack, keepCountyFunds, keepPacks } from '../../db/policies/policy-packs.ts'
import type { SettlementOutcome } from '../../domain/adjudication/types.ts'
import { chinaDay } from '../../domain/calendar.ts'
import { asPublished } from '../../domain/policies/as-published.ts'
import { isByCounty } from '../../domain/policies/funds.ts'
import type { Law } from '../../domain/policies/law.ts'
import { PolicyLibrary } from '../../domain/policies/library.ts'
import type { PackFile } from '../../domain/policies/pack.ts'
import { governedBy, type Input } from '../claim/claim-input.ts'
import { sha256Hex } from '../shared/hash.ts'

/** Under which law a settlement is looked at. */
export interface LawOf {
  lawOf(outcome: Pick<SettlementOutcome, 'region' | 'policyHash'>, input: Input): Promise<Law>
}

/**
 * By the packs in use now, whichever a settlement was made under: for looking at what a newer reading would give, or a figure
 * that was published after the visit (000000/G27).
 */
export function lawOfNow(library: PolicyLibrary): LawOf {
  const files = asPublished(library.files)
  const now = files === library.files ? library : new PolicyLibrary(files, sha256Hex)
  return {
    lawOf: async ({ region }, input) => governedBy((on) => now.lawOfPack(region, on), input),
  }
}

/**
 * The law that a settlement was made under, also after the packs on disk have changed.
 *
 * Every pack that is loaded is stored under its hash, so that a reversal or a check of the ledger
 * years later computes with the very rules of then.
 */
export class PolicyArchive implements LawOf {
  readonly #current: PolicyLibrary
  readonly #pool: Pool
  readonly #stored = new Map<string, Promise<PolicyLibrary>>()

  constructor(current: PolicyLibrary, pool: Pool) {
    this.#current = current
    this.#pool = pool
  }

  /**
   * Stores the packs in use, or those that are about to be, and which funds the counties keep by them. Run before the first
   * settlement can name one of them.
   */
  async keep(at: Date, files: readonly PackFile[] = this.#current.files): Promise<void> {
    const library = files === this.#current.files ? this.#current : new PolicyLibrary(files, sha256Hex)
    const packs = library.regions().map((region) => library.pack(region))
    await keepPacks(this.#pool, packs)
    const byCounty = library.regions().filter((region) => isByCounty(library, region, chinaDay(at)))
    await keepCountyFunds(this.#pool, byCounty)
  }

  /** The law that an outcome was made under, by the hash it names. Errors: there is no such pack. */
  async lawOf(outcome: Pick<SettlementOutcome, 'region' | 'policyHash'>, input: Input): Promise<Law> {
    const known = this.#current.pack(outcome.region).hash === outcome.policyHash
    const library = known ? this.#current : await this.#library(outcome.policyHash)
    return governedBy((on) => library.lawOfPack(outcome.region, on), input)
  }

  /** The pack's files as they were then, for the words of the clauses that an outcome names. */
  async filesOf({
    region,
    policyHash,
  }: Pick<SettlementOutcome, 'region' | 'policyHash'>): Promise<readonly PackFile[]> {
    const current = this.#current.pack(region)
    return current.hash === policyHash ? current.files : (await this.#library(policyHash)).files
  }

  #library(policyHash: string): Promise<PolicyLibrary> {
    const known = this.#stored.get(policyHash)
    if (known) return known
    const loading = this.#load(policyHash)
    this.#stored.set(policyHash, loading)
    // A database that was away for a moment must not leave the failure behind as the answer.
    loading.catch(() => this.#stored.delete(policyHash))
    return loading
  }

  async #load(policyHash: string): Promise<PolicyLibrary> {
    const files = await findPack(this.#pool, policyHash)
    if (!files) throw new Error(`no pack is stored under ${policyHash}`)
    return new PolicyLibrary(files, sha256Hex)
  }
}
