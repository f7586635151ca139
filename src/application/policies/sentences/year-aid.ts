import type { Bilingual } from '../../../domain/language.ts'
import type { RowOf } from '../../../domain/policies/pack.ts'
import { ratesSaid } from './conditions.ts'
import { thresholdSaid } from './payers.ts'
import { caresSaid, filled, moneySaid, peopleSaid, say } from './words.ts'

type YearAid = RowOf<'householdAid'>

const none = say('', '')

/** Aid that a run reckons once a year. */
export const yearAidSentences = {
  householdAid: (row: YearAid) =>
    yearAidSaid(row, say('家庭成员合并，每年一次', 'the members of a household together, once a year')),
  secondAid: (row: YearAid) =>
    yearAidSaid(
      row,
      say('年末用基金结余再救助一次', 'once more at the end of the year, out of what the fund has left'),
    ),
}

function yearAidSaid(row: YearAid, how: Bilingual): Bilingual {
  return filled(
    '{who}，{care}，{how}：{visits}个人负担{t}付{rate}，{cap}{least}。',
    '{who}, {care}, {how}: {rate} of what is borne {visits}{t}, {cap}{least}.',
    {
      ...{ who: peopleSaid(row.for), care: caresSaid(row.care), how },
      visits:
        row.visits === 'year' ? say('全年', 'in the year') : say('身份有效期内', 'while the identity is in force'),
      t:
        row.threshold === undefined ? none : filled('超过{t}的部分', ' above {t}', { t: thresholdSaid(row.threshold) }),
      rate: ratesSaid(row.rate, row.bands, row.bandsAre),
      cap:
        row.cap === null
          ? say('没有封顶', 'without a cap')
          : filled('每年最高{c}', 'at most {c} a year', { c: moneySaid(row.cap) }),
      least:
        row.least === undefined ? none : filled('，不足{l}不发放', ', nothing below {l}', { l: moneySaid(row.least) }),
    },
  )
}
