/**
 * Enrolment where it is asked of many people at once, `b` being a row of `beneficiaries`. The rules are those of
 * `domain/registers/dated-facts.ts`, and a test compares the two.
 */
const standing = `f.person_no = b.person_no AND f.kind = 'enrolment' AND f.standing AND NOT f.withdrawn`

/** The tier on a day, null for who is not enrolled. `day` is SQL of a date. */
export const tierOnDay = (day: string) => `CASE
  WHEN EXISTS (SELECT FROM person_facts f WHERE ${standing} AND f.valid_from <= ${day})
  THEN (SELECT f.tier FROM person_facts f WHERE ${standing} AND f.valid_from <= ${day} AND f.valid_to >= ${day})
  ELSE b.enrolled_tier END`

/** The tier of a year: the last one in it, null for who is not enrolled on any of its days. `year` is SQL of an integer. */
export const tierInYear = (year: string) => `coalesce(
  (SELECT f.tier FROM person_facts f WHERE ${standing} AND f.year = ${year} AND f.tier IS NOT NULL
   ORDER BY f.valid_from DESC LIMIT 1),
  CASE WHEN EXISTS (SELECT FROM person_facts f WHERE ${standing} AND f.valid_from <= make_date(${year}, 1, 1)) THEN NULL
  ELSE b.enrolled_tier END)`

/** Where a person is insured on a day. `day` is SQL of a date. */
export const regionOnDay = (day: string) => `coalesce(
  (SELECT f.region FROM person_facts f WHERE f.person_no = b.person_no AND f.kind = 'insured-region' AND f.standing
     AND NOT f.withdrawn AND f.valid_from <= ${day} ORDER BY f.valid_from DESC LIMIT 1), b.first_region, b.insured_region)`

/** In whose insurance a person is on a day. `day` is SQL of a date. */
export const insuranceOnDay = (day: string) => `coalesce(
  (SELECT f.insurance FROM person_facts f WHERE ${standing} AND f.valid_from <= ${day} AND f.valid_to >= ${day} LIMIT 1), b.insurance)`
