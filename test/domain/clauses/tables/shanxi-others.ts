import { clauses } from '../../../support/claims/clause-rows.ts'
import { premiumRow } from '../../../support/claims/premium-rows.ts'

/** Whoever a county's own document counts among those aided: 001 art. 4 names them, and no document at hand says what they get. */
export const tables = clauses('140500/other-special', [
  {
    why: 'a stay: 0.00, and whose document decides; nothing is made up of 10000.00',
    visit: { as: 'other-special', inScope: '10000.00' },
    gives: {
      category: 'other-special',
      assistance: '0.00',
      tilt: '0.00',
      person: '10000.00',
      because: { 'left-open': '140500/other-special' },
      without: ['category-not-aided'],
    },
  },
  {
    why: 'chronic outpatient care is left open with it',
    visit: { as: 'other-special', care: 'outpatient-chronic', inScope: '1000.00' },
    gives: { assistance: '0.00', because: { 'left-open': '140500/other-special' } },
  },
  {
    why: 'what that document pays is taken where it is stated: 10000 − 4000, and of the tilt nothing is known',
    visit: { as: 'other-special', inScope: '10000.00', assistance: '4000.00' },
    gives: { assistance: '4000.00', tilt: '0.00', person: '6000.00', by: { assistance: '140500/other-special' } },
  },
  {
    why: 'beside dibao that one counts: 10000 × 0.70',
    visit: { as: ['other-special', 'dibao'], inScope: '10000.00' },
    gives: { category: 'dibao', assistance: '7000.00' },
  },
  {
    why: 'in another city of the province no document names them: not aided',
    visit: { insured: '140100', as: 'other-special', inScope: '10000.00' },
    gives: { assistance: '0.00', reasons: ['category-not-aided'], without: ['left-open'] },
  },
  premiumRow({
    why: 'the premium is left open too: nothing is made up of 380.00',
    insured: '140500',
    year: 2024,
    as: ['other-special'],
    subsidy: '0.00',
    pays: '380.00',
    rule: 'left-open',
    clause: '140500/other-special',
  }),
])
