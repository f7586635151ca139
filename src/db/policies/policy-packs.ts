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

/** The files of a pack as they were when it was stored; null where none is. */
export async function findPack(client: Queryable, policyHash: string): Promise<PackFile[] | null> {
  const { rows } = await client.query<{ content: PackFile[] }>(
    'SELECT content FROM policy_packs WHERE policy_hash = $1',
    [policyHash],
  )
  return rows[0]?.content ?? null
}
