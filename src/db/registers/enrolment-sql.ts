/**
 * Enrolment where it is asked of many people at once, `b` being a row of `beneficiaries`. The rules are those of
 * `domain/registers/dated-facts.ts`, and a test compares the two.
 */
const active = (b: string) => `f.person_no = ${b}.person_no AND f.kind = 'enrolment' AND f.standing AND NOT f.withdrawn`

/** All numbers of one human (000000/G26), of whom most have one. */
export const personNumbers = `CASE WHEN b.joined_as IS NULL THEN ARRAY[b.person_no]
  ELSE ARRAY(SELECT o.person_no FROM beneficiaries o WHERE o.joined_as = b.joined_as) END`

/** Of several numbers of one human the first bears what is the human's, so that nobody is counted twice. */
export const isFirstNumber = '(b.joined_as IS NULL OR b.joined_as = b.person_no)'

/** A tier under the number itself, else under another of the same human. */
function ofAnyNumber(tier: (b: string) => string): string {
  return `coalesce(${tier('b')}, CASE WHEN b.joined_as IS NOT NULL
    THEN (SELECT min(${tier('o')}) FROM beneficiaries o WHERE o.joined_as = b.joined_as) END)`
}

/** The tier on a day, null for who is not enrolled. `day` is SQL of a date. */
export const tierOnDay = (day: string) =>
  ofAnyNumber(
    (b) => `CASE
  WHEN EXISTS (SELECT FROM person_facts f WHERE ${active(b)} AND f.valid_from <= ${day})
  THEN (SELECT f.tier FROM person_facts f WHERE ${active(b)} AND f.valid_from <= ${day} AND f.valid_to >= ${day})
  ELSE ${b}.enrolled_tier END`,
  )

/** The tier of a year: the last one in it, null for who is not enrolled on any of its days. `year` is SQL of an integer. */
export const tierInYear = (year: string) =>
  ofAnyNumber(
    (b) => `coalesce(
  (SELECT f.tier FROM person_facts f WHERE ${active(b)} AND f.year = ${year} AND f.tier IS NOT NULL
   ORDER BY f.valid_from DESC LIMIT 1),
  CASE WHEN EXISTS (SELECT FROM person_facts f WHERE ${active(b)} AND f.valid_from <= make_date(${year}, 1, 1)) THEN NULL
  ELSE ${b}.enrolled_tier END)`,
  )

/** The group of a year's enrolment: the last one of the year that names one, or null. `year` is SQL of an integer. */
export const groupInYear = (year: string) => `(SELECT f.insured_group FROM person_facts f WHERE ${active('b')}
  AND f.year = ${year} AND f.tier IS NOT NULL AND f.insured_group IS NOT NULL ORDER BY f.valid_from DESC LIMIT 1)`

/** Where a person is insured on a day. `day` is SQL of a date. */
export const regionOnDay = (day: string) => `coalesce(
  (SELECT f.region FROM person_facts f WHERE f.person_no = b.person_no AND f.kind = 'insured-region' AND f.standing
     AND NOT f.withdrawn AND f.valid_from <= ${day} ORDER BY f.valid_from DESC LIMIT 1), b.first_region, b.insured_region)`

/** In whose insurance a person is on a day. `day` is SQL of a date. */
export const insuranceOnDay = (day: string) => `coalesce(
  (SELECT f.insurance FROM person_facts f WHERE ${active('b')} AND f.valid_from <= ${day} AND f.valid_to >= ${day} LIMIT 1), b.insurance)`
