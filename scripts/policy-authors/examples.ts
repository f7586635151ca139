import type { RowKind } from '../../src/domain/policies/pack.ts'

/** Rules of kinds that no pack has a row of. */
export const examplesOfLaws: Readonly<Partial<Record<RowKind, { readonly at: string; readonly row: unknown }>>> = {
  withoutReferral: {
    at: '渝医保发〔2022〕43号',
    row: { for: ['dibao'], care: ['inpatient'], aid: 'points', points: '0.10' },
  },
  householdAid: {
    at: '京医保发〔2023〕9号',
    row: {
      ...{ for: ['illness-impoverished'], care: ['inpatient'], visits: 'year', cap: '150000' },
      bands: [{ upTo: '30000', rate: '0.30' }, { upTo: '50000', rate: '0.40' }, { rate: '0.50' }],
    },
  },
  secondAid: {
    at: '某市医疗救助办法（示例）',
    row: { for: ['dibao'], care: ['inpatient'], threshold: '5000', rate: '0.50', cap: '20000', least: '100' },
  },
  catalogue: {
    at: '国家医保药品目录（2023年）',
    row: { item: 'XA10BAE046A001010100483', name: '二甲双胍', level: '01', priceLimit: '1.20' },
  },
  manual: {
    at: '京医保发〔2023〕9号',
    row: { topic: 'reAid', for: ['illness-impoverished'], decides: { zh: '区医疗保障局', en: 'The district bureau' } },
  },
}
