-- Keys that the registers share with the ledger are compared by bytes there too. Of two columns of different collations
-- PostgreSQL compares by the one that is named, for which the other's index is of no use: the name of a person who is
-- warned about was looked for through the whole register. The indexes are built anew, and nobody can settle meanwhile: a
-- register of 100,000 people took 0.3 s on two cores.
ALTER TABLE callers
  ALTER COLUMN region TYPE text COLLATE "C", ALTER COLUMN hospital_code TYPE text COLLATE "C";
ALTER TABLE hospitals
  ALTER COLUMN hospital_code TYPE text COLLATE "C", ALTER COLUMN region TYPE text COLLATE "C";
ALTER TABLE beneficiaries
  ALTER COLUMN person_no TYPE text COLLATE "C", ALTER COLUMN insured_region TYPE text COLLATE "C";
ALTER TABLE identities ALTER COLUMN person_no TYPE text COLLATE "C";
ALTER TABLE registrations ALTER COLUMN person_no TYPE text COLLATE "C";
ALTER TABLE premium_subsidies
  ALTER COLUMN person_no TYPE text COLLATE "C", ALTER COLUMN region TYPE text COLLATE "C";
ALTER TABLE referrals
  ALTER COLUMN person_no TYPE text COLLATE "C", ALTER COLUMN to_region TYPE text COLLATE "C";
ALTER TABLE registration_requests ALTER COLUMN person_no TYPE text COLLATE "C";
ALTER TABLE register_changes
  ALTER COLUMN person_no TYPE text COLLATE "C", ALTER COLUMN hospital_code TYPE text COLLATE "C";
ALTER TABLE applications ALTER COLUMN person_no TYPE text COLLATE "C";
ALTER TABLE rosters ALTER COLUMN region TYPE text COLLATE "C";
ALTER TABLE roster_rows ALTER COLUMN person_no TYPE text COLLATE "C";
ALTER TABLE roster_people
  ALTER COLUMN person_no TYPE text COLLATE "C", ALTER COLUMN insured_region TYPE text COLLATE "C";
ALTER TABLE policy_packs ALTER COLUMN region TYPE text COLLATE "C";
