import type { Pool } from 'pg'
import { findPack, keepPacks } from '../../db/policies/policy-packs.ts'
import type { SettlementOutcome } from '../../domain/adjudication/types.ts'
import type { Law } from '../../domain/policies/law.ts'
import { PolicyLibrary } from '../../domain/policies/library.ts'
import type { PackFile } from '../../domain/policies/pack.ts'
import { governedBy, type Input } from '../claim/claim-input.ts'
import { sha256Hex } from '../shared/hash.ts'

/**
 * The law that a settlement was made under, also after the packs on disk have changed.
 *
 * Every pack that is loaded is stored under its hash, so that a reversal or a check of the books
 * years later computes with the very rules of then.
 */
export class PolicyArchive {
  readonly #current: PolicyLibrary
  readonly #pool: Pool
  readonly #stored = new Map<string, Promise<PolicyLibrary>>()

  constructor(current: PolicyLibrary, pool: Pool) {
    this.#current = current
    this.#pool = pool
  }

  /** Stores the packs in use. Run at start, before the first settlement can name one of them. */
  async keep(): Promise<void> {
    const packs = this.#current.regions().map((region) => this.#current.pack(region))
    await keepPacks(this.#pool, packs)
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
