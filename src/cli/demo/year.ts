import type { Bilingual } from '../../domain/language.ts'
import type { Care } from '../../domain/names/care.ts'

/** One visit of the year, as the hospital's cashier has it. Yuan. */
export interface DemoVisit {
  readonly on: string
  readonly care: Care
  readonly total: string
  readonly basic: string
  readonly criticalIllness: string
  readonly shows: Bilingual
}

export const demoRegion = '140500'
export const demoYear = 2023
export const chronicDisease = { code: 'M03900', name: '高血压3级（极高危）' }

/**
 * The year of a person on dibao in Jincheng: one annual limit that stays and outpatient care draw down together,
 * then tilted aid on what the person still bears. All of each cost is in scope.
 */
export const visits: readonly DemoVisit[] = [
  {
    on: '2023-02-10',
    care: 'inpatient',
    total: '100000.00',
    basic: '45000.00',
    criticalIllness: '15000.00',
    shows: { zh: '首次住院，从年度限额中支出', en: 'the first stay draws on the annual limit' },
  },
  {
    on: '2023-04-01',
    care: 'outpatient-chronic',
    total: '10000.00',
    basic: '5000.00',
    criticalIllness: '0.00',
    shows: { zh: '门诊慢性病与住院共用年度限额', en: 'outpatient care draws on the same limit' },
  },
  {
    on: '2023-06-20',
    care: 'inpatient',
    total: '120000.00',
    basic: '40000.00',
    criticalIllness: '30000.00',
    shows: { zh: '年度限额用完，倾斜救助开始', en: 'the annual limit is used up and tilted aid opens' },
  },
  {
    on: '2023-09-05',
    care: 'inpatient',
    total: '60000.00',
    basic: '20000.00',
    criticalIllness: '0.00',
    shows: { zh: '倾斜救助限额也用完', en: 'the limit of tilted aid is used up too' },
  },
]
