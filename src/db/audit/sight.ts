import type { Queryable } from '../sql.ts'
import type { LookupBasis } from './lookups.ts'

/** Of a hospital that asks for a person: since when what it did counts. */
export interface SightOf {
  readonly hospitalCode: string
  /** A certificate that was read since, or a visit that was called off since. */
  readonly since: Date
  /** A visit that ended since, or a settlement that was posted since. */
  readonly treatedSince: Date
}

/**
 * What lets a hospital see a person, as one SQL expression: null where nothing does. Its parameters are `$2` to `$4`, the
 * values of `sightValues`; the person's number is `$1`. Each look is an index by person and hospital.
 */
export const hospitalBasis = `CASE
  WHEN EXISTS (
    SELECT FROM lookups l WHERE l.person_no = $1 AND l.hospital_code = $2 AND l.at > $3
      AND l.outcome = 'shown' AND l.operation IN ('1101', 'certificate-read')) THEN 'certificate'
  WHEN EXISTS (
    SELECT FROM visits v CROSS JOIN LATERAL (
      SELECT e.kind, e.at FROM visit_events e WHERE e.mdtrt_id = v.mdtrt_id AND e.kind <> 'told'
      ORDER BY e.seq DESC LIMIT 1) last
    WHERE v.person_no = $1 AND v.hospital_code = $2 AND CASE last.kind
      WHEN 'ended' THEN last.at > $4 WHEN 'cancelled' THEN last.at > $3 ELSE true END) THEN 'visit'
  WHEN EXISTS (
    SELECT FROM settlements s WHERE s.person_no = $1 AND s.hospital_code = $2 AND s.settled_at > $4 AND NOT EXISTS (
      SELECT FROM reversals r WHERE r.hospital_code = s.hospital_code AND r.settlement_no = s.settlement_no))
    THEN 'settlement' END`

export function sightValues({ hospitalCode, since, treatedSince }: SightOf): readonly [string, Date, Date] {
  return [hospitalCode, since, treatedSince]
}

export interface Sight {
  /** Null where the number is nobody's. */
  readonly insuredRegion: string | null
  readonly basis: LookupBasis | null
}

/** The same is looked up of a number that is nobody's, so that the time of a refusal does not tell who there is. */
export async function findHospitalSight(client: Queryable, personNo: string, of: SightOf): Promise<Sight> {
  const text = `SELECT (SELECT b.insured_region FROM beneficiaries b WHERE b.person_no = $1) AS "insuredRegion", ${hospitalBasis} AS basis`
  const { rows } = await client.query<Sight>({ name: 'hospital-sight', text, values: [personNo, ...sightValues(of)] })
  const { insuredRegion = null, basis = null } = rows[0] ?? {}
  return { insuredRegion, basis: insuredRegion === null ? null : basis }
}

/** Where a person is insured by now, and which regions certified an identity of the person; of a number that is nobody's none, as slowly. */
export async function findPlaces(
  client: Queryable,
  personNo: string,
): Promise<{ readonly insuredRegion: string | null; readonly certifiedRegions: readonly string[] }> {
  const text = `SELECT (SELECT b.insured_region FROM beneficiaries b WHERE b.person_no = $1) AS "insuredRegion",
      ARRAY(SELECT DISTINCT i.certified_region FROM valid_identities i WHERE i.person_no = $1 AND i.certified_region IS NOT NULL)
        AS "certifiedRegions"`
  const { rows } = await client.query<{ insuredRegion: string | null; certifiedRegions: string[] }>({
    ...{ name: 'places-of-person', text },
    values: [personNo],
  })
  return rows[0] ?? { insuredRegion: null, certifiedRegions: [] }
}
