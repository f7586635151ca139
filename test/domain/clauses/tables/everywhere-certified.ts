import { emptyYear, storedYear } from '../../../../src/domain/ledger/year-state.ts'
import { clauses } from '../../../support/claims/clause-rows.ts'
import { flipped } from '../../../support/claims/packs.ts'
import type { Sketch } from '../../../support/claims/visit.ts'

/** A stay in Pengshui of level two: 50000 in scope, of which nothing else has paid. Dibao: × 0.80 = 40000. */
const inPengshui = { hospital: { region: '500243', level: 'two' }, referral: 'proper', inScope: '50000.00' } as const
const certified = (category: 'dibao' | 'tekun', region: string, days: { from?: string; to?: string } = {}) => ({
  category,
  certified: region,
  ...days,
})
const fromPengshui = { ...inPengshui, as: [certified('dibao', '500243')] } satisfies Sketch

const pengshui = clauses('500243/G19', [
  {
    why: 'insured in a county of Chongqing without a pack, certified by Pengshui: its rules, accounts and fund',
    visit: { ...fromPengshui, insured: '500112' },
    gives: { region: '500243', category: 'dibao', assistance: '40000.00', used: { 'other-disease': '40000.00' } },
  },
  {
    why: 'the municipality pools basic insurance, so its schedule holds for whoever is insured in it: (50000 − 300) × 0.70',
    visit: { ...fromPengshui, insured: '500112', basic: null, criticalIllness: null },
    gives: { region: '500243', basic: '34790.00' },
  },
  {
    why: 'insured in Jincheng, certified by Pengshui: Pengshui aids',
    visit: { ...fromPengshui, insured: '140502' },
    gives: { region: '500243', assistance: '40000.00' },
  },
  {
    why: 'but the schedule of Chongqing is not the one that insures in Jincheng',
    visit: { ...fromPengshui, insured: '140502', basic: null },
    refused: { code: 'schedule-missing', params: { field: 'basic' } },
  },
  {
    why: 'the last day of the certificate',
    visit: { ...inPengshui, insured: '140502', as: [certified('dibao', '500243', { to: '2023-06-15' })] },
    gives: { region: '500243', assistance: '40000.00' },
  },
  {
    why: 'the day after it: the insured region again, without an identity',
    visit: { ...inPengshui, insured: '140502', as: [certified('dibao', '500243', { to: '2023-06-14' })] },
    gives: { region: '140500', assistance: '0.00', reasons: ['no-identity'] },
  },
  {
    why: 'insured in Pengshui, certified elsewhere: Pengshui aids whom it certified itself, and says so',
    visit: { ...inPengshui, insured: '500243', as: [certified('dibao', '140502')] },
    gives: {
      region: '500243',
      assistance: '0.00',
      reasons: ['certified-elsewhere', 'no-identity'],
      because: { 'certified-elsewhere': '500243/G19' },
    },
  },
  {
    why: 'read as the insured place, Pengshui aids whom another region certified',
    library: flipped({ governedBy: 'insurance' }),
    visit: { ...inPengshui, insured: '500243', as: [certified('dibao', '140502')] },
    gives: { region: '500243', assistance: '40000.00', without: ['certified-elsewhere'] },
  },
])

const everywhere = clauses('000000/G19', [
  {
    why: 'insured in Jincheng, certified by Jining, which has no word of its own on it: Jincheng governs: 10000 × 0.70',
    visit: { insured: '140502', as: [certified('dibao', '370811')], inScope: '10000.00' },
    gives: { region: '140500', assistance: '7000.00', without: ['certified-elsewhere'] },
  },
  {
    why: 'read as certification everywhere, Jining governs; care in Jincheng is then elsewhere',
    library: flipped({ governedBy: 'certification' }),
    visit: {
      insured: '140502',
      as: [certified('dibao', '370811')],
      inScope: '10000.00',
      hospital: { region: '370811' },
    },
    gives: { region: '370800', assistance: '7000.00' },
  },
  {
    why: 'of two certificates the one that governs elsewhere counts, and the other does not count there',
    visit: { ...inPengshui, insured: '140502', as: [certified('dibao', '500243'), { category: 'tekun' }] },
    gives: { region: '500243', category: 'dibao', assistance: '40000.00' },
  },
])

const used = (amount: string) => ({
  ...storedYear(emptyYear),
  used: { annual: amount },
})

const g26 = clauses('000000/G26', [
  {
    why: 'the other number has used 42000 of the 60000: of 21000 that would be due 18000 are paid',
    visit: { as: 'dibao', inScope: '30000.00', elsewhere: { personNos: ['B'], year: used('42000.00') } },
    gives: { assistance: '18000.00', remaining: { annual: '0.00' }, reasons: ['limit-reached'] },
  },
  {
    why: 'the year of this number holds its own part alone; 12000 are left, and of 2000 above 10000 the tilt pays 0.70',
    visit: { as: 'dibao', inScope: '30000.00', elsewhere: { personNos: ['B'], year: used('42000.00') } },
    gives: { after: { used: { annual: '18000.00', tilt: '1400.00' } } },
  },
  {
    why: 'one fen of the limit is left',
    visit: { as: 'dibao', inScope: '30000.00', elsewhere: { personNos: ['B'], year: used('59999.99') } },
    gives: { assistance: '0.01' },
  },
])

export const tables = [...pengshui, ...everywhere, ...g26]
