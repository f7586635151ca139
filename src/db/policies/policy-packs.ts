import type { PackFile } from '../../domain/policies/pack.ts'
import type { Queryable } from '../sql.ts'

export interface StoredPack {
  readonly hash: string
  readonly region: string
  readonly files: readonly PackFile[]
}

/** Stores packs under their hashes; one that is there already stays as it is. */
export async function keepPacks(client: Queryable, packs: readonly StoredPack[]): Promise<void> {
  await client.query(
    `INSERT INTO policy_packs (policy_hash, region, content)
     SELECT * FROM unnest($1::text[], $2::text[], $3::json[]) ON CONFLICT (policy_hash) DO NOTHING`,
    [packs.map((pack) => pack.hash), packs.map((pack) => pack.region), packs.map((pack) => JSON.stringify(pack.files))],
  )
}

/** Keeps which regions have their funds kept by the counties; others are taken off. */
export async function keepCountyFunds(client: Queryable, regions: readonly string[]): Promise<void> {
  await client.query(
    `WITH gone AS (DELETE FROM county_funds WHERE region <> ALL ($1::text[]))
     INSERT INTO county_funds SELECT unnest($1::text[]) ON CONFLICT DO NOTHING`,
    [regions],
  )
}

/** The files of a pack as they were when it was stored; null where none is. */
export async function findPack(client: Queryable, policyHash: string): Promise<PackFile[] | null> {
  const { rows } = await client.query<{ content: PackFile[] }>(
    'SELECT content FROM policy_packs WHERE policy_hash = $1',
    [policyHash],
  )
  return rows[0]?.content ?? null
}

/** The packs of a region that were ever loaded, newest first. */
export async function listPacks(
  client: Queryable,
  region: string,
): Promise<{ readonly policyHash: string; readonly firstSeenAt: Date }[]> {
  const { rows } = await client.query<{ policyHash: string; firstSeenAt: Date }>(
    `SELECT policy_hash AS "policyHash", first_seen_at AS "firstSeenAt" FROM policy_packs
     WHERE region = $1 ORDER BY first_seen_at DESC, policy_hash LIMIT 100`,
    [region],
  )
  return rows
}
