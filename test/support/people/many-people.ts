import type { Desk } from '../database/desk.ts'

/**
 * Fills the register with people of Jincheng's two first counties, written as rows: a walk over thousands needs no
 * thousand requests. Of ten, one is tekun, three are dibao, one is both monitored and dibao, one poverty-returned, two
 * monitored, one youfu and one dibao-marginal; every twenty-fifth is not enrolled. The same rows in any database.
 */
export async function fillWithPeople(desk: Desk, count: number): Promise<void> {
  const { pool } = desk.service.db
  await pool.query(
    `INSERT INTO beneficiaries (person_no, name, id_type, id_number_enc, id_number_hmac, birth_date, insured_region, enrolled_tier)
     SELECT '2405' || lpad(n::text, 16, '0'), '示例', '99', '\\x00', sha256(n::text::bytea), '1975-03-12',
       CASE WHEN n % 3 = 0 THEN '140521' ELSE '140502' END, CASE WHEN n % 25 = 0 THEN NULL ELSE 1 END
     FROM generate_series(1, $1::int) n`,
    [count],
  )
  await pool.query(
    `INSERT INTO identities (person_no, id, category, valid_from, valid_to, certified_by, certificate_no, recorded_by)
     SELECT '2405' || lpad(n::text, 16, '0'), gen_random_uuid(), k.category, '2023-01-01', NULL, k.department, 'C', 'test'
     FROM generate_series(1, $1::int) n JOIN (VALUES
       (0, 'tekun', 'civil-affairs'), (1, 'dibao', 'civil-affairs'), (2, 'dibao', 'civil-affairs'), (3, 'dibao', 'civil-affairs'),
       (4, 'dibao', 'civil-affairs'), (4, 'monitored-marginal', 'rural-revitalization'),
       (5, 'poverty-returned', 'rural-revitalization'), (6, 'monitored-unstable', 'rural-revitalization'),
       (7, 'monitored-sudden', 'rural-revitalization'), (8, 'youfu', 'veterans'), (9, 'dibao-marginal', 'civil-affairs')
     ) k (share, category, department) ON k.share = n % 10`,
    [count],
  )
}
