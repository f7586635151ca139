/** Where a statement has whose visits are asked for, and the days of the visit that they are compared with. */
export interface CoincidingPlaces {
  readonly personNo: string
  readonly year: string
  readonly from: string
  readonly to: string
  /** The hospital of the visit. */
  readonly hospitalCode: string
  /** The years that the statement is made for, where they are known when it is planned; of others no partition is opened then. */
  readonly ofYears?: YearSpan | null
}

export interface YearSpan {
  readonly from: number
  readonly to: number
}

/** Of visits that only share days so many are read, the earliest; a person has few, and what is compared must not grow with what is sent. */
const maxCoinciding = 50

/**
 * A SELECT of the visits of a person, as JSON, that were settled, stand, and have days in common with another (000000/G25): all of the
 * same hospital and the same days, for one of them may be the same bill, and the first of the others.
 *
 * Its plan is kept while tables grow, and may be made while a year is empty. So the day is written as a sum and the kind as a
 * concatenation, which no index of days and no index of settlements alone answers, and the person's key is all there is; and
 * reversals are counted, because of NOT EXISTS the planner makes a table of all there are while they are few.
 */
export const coincidingOf = ({ personNo, year, from, to, hospitalCode, ofYears = null }: CoincidingPlaces) =>
  `SELECT json_agg(json_build_object('settlementNo', s.settlement_no, 'hospitalCode', s.hospital_code,
      'from', to_char(coalesce(s.admitted_on, s.event_on), 'YYYY-MM-DD'), 'to', to_char(s.event_on, 'YYYY-MM-DD'),
      'stay', s.admitted_on IS NOT NULL, 'care', s.care, 'diseaseCode', s.input ->> 'diseaseCode', 'costs', s.input -> 'costs') ORDER BY s.event_on, s.settlement_id)
    FROM (SELECT s.*, row_number() OVER (PARTITION BY s.alike ORDER BY s.event_on, s.settlement_id) AS place
      FROM (SELECT s.settlement_id, s.settlement_no, s.hospital_code, s.admitted_on, s.event_on, s.care, s.input,
          s.hospital_code = ${hospitalCode} AND s.event_on = ${to} AND coalesce(s.admitted_on, s.event_on) = ${from} AS alike
        FROM entries s WHERE s.kind || '' = 'settlement' AND s.person_no = ${personNo} AND s.year BETWEEN extract(year FROM ${from})::int AND ${year} + 1${ofYears === null ? '' : ` AND s.year BETWEEN ${ofYears.from} AND ${ofYears.to}`}
          AND s.event_on + 0 >= ${from} AND coalesce(s.admitted_on, s.event_on) <= ${to}
          AND (SELECT count(*) FROM reversals r WHERE r.hospital_code = s.hospital_code AND r.settlement_no = s.settlement_no) = 0) s) s
    WHERE s.alike OR s.place <= ${maxCoinciding}`
