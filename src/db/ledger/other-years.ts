import type pg from 'pg'
import type { SettledVisit } from '../../domain/claim/overlaps.ts'
import type { DatedFact, InsuredEnrolment } from '../../domain/registers/dated-facts.ts'
import { coincidingOf } from './coinciding.ts'
import type { ReadIdentity, ReadRegistration } from './held-rows.ts'
import type { ClaimKey, ReadOther } from './rows.ts'
import { storedState } from './stored.ts'

export interface OthersRead {
  /** By region; one row with nulls for a number that has no year. */
  readonly years: readonly ReadOther[]
  readonly coinciding: readonly SettledVisit[]
  /** What the human holds under the other numbers: identities, registered diseases, a death, filings and approvals. */
  readonly identities: readonly ReadIdentity[]
  readonly registrations: readonly ReadRegistration[]
  readonly dated: readonly DatedFact[]
  /** A row a number. */
  readonly enrolments: readonly InsuredEnrolment[]
}

const held = `SELECT
  (SELECT json_agg(json_build_object('id', i.id, 'category', i.category, 'certifiedRegion', i.certified_region, 'unableToWork', i.unable_to_work,
      'from', to_char(i.valid_from, 'YYYY-MM-DD'), 'to', to_char(i.valid_to, 'YYYY-MM-DD')) ORDER BY i.valid_from, i.id)
    FROM valid_identities i WHERE i.person_no IN (SELECT person_no FROM other)) AS identities,
  (SELECT json_agg(json_build_object('id', r.id, 'kind', r.kind, 'diseaseCode', r.disease_code,
      'management', r.management, 'packageCode', r.package_code,
      'from', to_char(r.valid_from, 'YYYY-MM-DD'), 'to', to_char(r.valid_to, 'YYYY-MM-DD')) ORDER BY r.valid_from, r.id)
    FROM registrations r WHERE r.person_no IN (SELECT person_no FROM other)) AS registrations,
  (SELECT json_agg(json_build_object('kind', f.kind, 'from', to_char(f.valid_from, 'YYYY-MM-DD'),
      'to', to_char(f.valid_to, 'YYYY-MM-DD'), 'year', null, 'tier', null, 'category', f.category,
      'hospitalCode', f.hospital_code, 'settlementNo', f.settlement_no,
      'filing', f.filing, 'toRegion', f.to_region) ORDER BY f.valid_from, f.id)
    FROM person_facts f WHERE f.person_no IN (SELECT person_no FROM other) AND f.standing AND NOT f.withdrawn
      AND f.kind IN ('death', 'filing', 'aid-approval')) AS dated,
  (SELECT json_agg(json_build_object('kind', 'filing', 'from', to_char(r.valid_from, 'YYYY-MM-DD'),
      'to', to_char(r.valid_to, 'YYYY-MM-DD'), 'year', null, 'tier', null,
      'hospitalCode', r.to_hospital, 'filing', 'referral') ORDER BY r.valid_from, r.id)
    FROM referrals r WHERE r.person_no IN (SELECT person_no FROM other) AND r.cancelled_at IS NULL
      AND r.status IN ('filed', 'confirmed')) AS referred,
  (SELECT json_agg(json_build_object('enrolledTier', b.enrolled_tier, 'insurance', b.insurance, 'dated', coalesce(
      (SELECT json_agg(json_build_object('kind', f.kind, 'from', to_char(f.valid_from, 'YYYY-MM-DD'),
          'to', to_char(f.valid_to, 'YYYY-MM-DD'), 'year', f.year, 'tier', f.tier, 'insurance', f.insurance) ORDER BY f.valid_from, f.id)
        FROM person_facts f WHERE f.person_no = b.person_no AND f.kind = 'enrolment' AND f.standing AND NOT f.withdrawn),
      '[]')) ORDER BY b.person_no)
    FROM beneficiaries b WHERE b.person_no IN (SELECT person_no FROM other)) AS enrolments`

/** What a human has under other numbers: what is held, the year, and the visits of the claim's days, since a visit is one whatever its number (000000/G26). */
export async function readOthersOf(client: pg.ClientBase, joinedAs: string, key: ClaimKey): Promise<OthersRead> {
  const { personNo, year, days, hospitalCode } = key
  const { rows } = await client.query<{ personNo: string; region: string | null; state: unknown }>(
    `SELECT o.person_no AS "personNo", y.region, y.state FROM beneficiaries o
     LEFT JOIN person_years y ON y.person_no = o.person_no AND y.year = $3
     WHERE o.joined_as = $1 AND o.person_no <> $2 ORDER BY o.person_no, y.region`,
    [joinedAs, personNo, year],
  )
  const years = rows.map((row) => ({ ...row, state: row.state === null ? null : storedState(row.state) }))
  const whose = 'WITH other AS (SELECT person_no FROM beneficiaries WHERE joined_as = $1 AND person_no <> $2)'
  const { rows: pooled } = await client.query<Pooled>(`${whose} ${held}`, [joinedAs, personNo])
  const { identities, registrations, dated, referred, enrolments } = pooled[0] ?? nothing
  const facts = {
    ...{ identities: identities ?? [], registrations: registrations ?? [], enrolments: enrolments ?? [] },
    dated: [...(dated ?? []), ...(referred ?? [])],
  }
  if (!days) return { years, coinciding: [], ...facts }
  const met = await client.query<{ visits: SettledVisit[] | null }>(
    `SELECT (${coincidingOf({ personNo: 'o.person_no', year: '$3::int', from: '$4::date', to: '$5::date', hospitalCode: '$6::text' })}) AS visits
     FROM beneficiaries o WHERE o.joined_as = $1 AND o.person_no <> $2 ORDER BY o.person_no`,
    [joinedAs, personNo, year, days.from, days.to, hospitalCode],
  )
  return { years, coinciding: met.rows.flatMap(({ visits }) => visits ?? []), ...facts }
}

type Pooled = Nullable<
  Pick<OthersRead, 'identities' | 'registrations' | 'dated' | 'enrolments'> & {
    readonly referred: readonly DatedFact[]
  }
>
const nothing: Pooled = { identities: null, registrations: null, dated: null, referred: null, enrolments: null }

type Nullable<Row> = { [Part in keyof Row]: Row[Part] | null }
