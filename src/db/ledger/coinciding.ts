/** Where a statement has whose visits are asked for, and the days of the visit that they are compared with. */
export interface CoincidingPlaces {
  readonly personNo: string
  readonly year: string
  readonly from: string
  readonly to: string
}

/** A SELECT of the visits of a person, as JSON, that were settled, stand, and have days in common with another (000000/G25). */
export const coincidingOf = ({ personNo, year, from, to }: CoincidingPlaces) =>
  `SELECT json_agg(json_build_object('settlementNo', s.settlement_no, 'hospitalCode', s.hospital_code,
      'from', coalesce(s.input ->> 'admittedOn', to_char(s.event_on, 'YYYY-MM-DD')), 'to', to_char(s.event_on, 'YYYY-MM-DD'),
      'stay', s.input ->> 'admittedOn' IS NOT NULL, 'costs', s.input -> 'costs') ORDER BY s.event_on, s.settlement_id)
    FROM settlements s WHERE s.person_no = ${personNo} AND s.year BETWEEN extract(year FROM ${from})::int AND ${year} + 1
      AND s.event_on >= ${from} AND coalesce((s.input ->> 'admittedOn')::date, s.event_on) <= ${to}
      AND NOT EXISTS (SELECT FROM reversals r WHERE r.hospital_code = s.hospital_code AND r.settlement_no = s.settlement_no)`
