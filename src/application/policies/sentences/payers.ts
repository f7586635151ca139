import type { Bilingual } from '../../../domain/language.ts'
import { payerNames } from '../../../domain/names/payers.ts'
import type { RowOf } from '../../../domain/policies/pack.ts'
import { conditionsSaid, deductibleSaid, periodSaid, ratesSaid } from './conditions.ts'
import {
  caresSaid,
  figureSaid,
  filled,
  gradeSaid,
  joinSaid,
  levelsSaid,
  limitsSaid,
  moneySaid,
  peopleSaid,
  placesSaid,
  pointsSaid,
  say,
  shareSaid,
} from './words.ts'

const none = say('', '')
const inBrackets = ({ zh, en }: Bilingual) => say(`（${zh}）`, ` (${en})`)

/** Rows that say who pays what. */
export const payerSentences = {
  limits: (row: RowOf<'limits'>) =>
    filled('{who}：{limit}{period}{amount}。', '{who}: {limit}{period}, {amount}.', {
      who: peopleSaid(row.for),
      period: inBrackets(periodSaid(row.period ?? 'year')),
      limit: limitsSaid(row.name),
      amount: row.amount === null ? say('没有规定', 'none stated') : moneySaid(row.amount),
    }),
  aid: (row: RowOf<'aid'>) => {
    const { disease, hospitalLevelAtLeast: least, registration, perVisit } = row
    const more = [
      disease === 'special'
        ? say('特殊疾病', 'special diseases')
        : disease === 'other'
          ? say('其他疾病', 'other diseases')
          : null,
      least ? filled('{l}及以上医院', 'hospitals of {l} or above', { l: levelsSaid([least]) }) : null,
      registration === 'needed'
        ? say('须备案', 'registered')
        : registration === 'not-needed'
          ? say('不须备案', 'no registration needed')
          : null,
    ]
    return filled(
      '{who}，{care}{if}：{above}救助{rate}{year}，记入{limit}{visit}。',
      '{who}, {care}{if}: {rate} {above}{year}, within {limit}{visit}.',
      {
        who: peopleSaid(row.for),
        care: caresSaid(row.care),
        if: conditionsSaid(row, more),
        above: deductibleSaid(row.deductible),
        rate: ratesSaid(row.rate, row.bands, row.bandsAre),
        year: row.bandsOver === 'year' ? say('（分段按年累计）', ' (bands over the year)') : none,
        limit: limitsSaid(row.limit),
        visit: perVisit ? ofVisit(perVisit) : none,
      },
    )
  },
  withoutReferral: (row: RowOf<'withoutReferral'>) => {
    const by = row.points ?? row.factor ?? row.lost ?? '0'
    const how = {
      full: say('照常救助', 'is aided in full'),
      points: filled('比例降低{p}', 'is aided at {p} less', { p: shareSaid(by) }),
      factor: filled('按应得的{p}救助', 'is given {p} of what would be due', { p: shareSaid(by) }),
      'lost-part': filled(
        '不补医保少付的部分（政策范围内费用的{p}）',
        'is aided but for what insurance pays less, {p} of the in-scope cost',
        { p: shareSaid(by) },
      ),
    }[row.aid]
    return filled('{who}未按规定转诊的{care}，{how}。', 'Care without referral of {who}, {care}, {how}.', {
      who: peopleSaid(row.for),
      care: caresSaid(row.care),
      how,
    })
  },
  floor: (row: RowOf<'floor'>) =>
    filled(
      '{who}，{care}{if}：各方支付合计不足政策范围内费用{s}的，补足到{s}，记入{l}。',
      '{who}, {care}{if}: where all payers cover less than {s} of the in-scope cost, aid is raised to {s}, within {l}.',
      {
        ...{
          who: peopleSaid(row.for),
          care: caresSaid(row.care),
          if: conditionsSaid(row),
          s: shareSaid(row.share),
          l: limitsSaid(row.limit),
        },
      },
    ),
  offCatalogueControl: (row: RowOf<'offCatalogueControl'>) => {
    const { by } = row
    const shares = joinSaid(
      Object.entries(row.share).map(([key, value]) =>
        filled('{k} {s}', '{k} {s}', { k: by === 'level' ? levelsSaid([key]) : gradeSaid(key), s: shareSaid(value) }),
      ),
      say('、', ', '),
    )
    return filled(
      '{who}，{care}{if}：目录外费用不超过总费用的 {s}，超出的由医院承担。',
      '{who}, {care}{if}: off-catalogue cost at most {s} of the total; what is above is the hospital’s.',
      {
        ...{ who: peopleSaid(row.for), care: caresSaid(row.care), if: conditionsSaid(row), s: shares },
      },
    )
  },
  offCatalogueAid: (row: RowOf<'offCatalogueAid'>) =>
    filled(
      '{who}，{care}{if}：控制比例内的目录外费用救助{s}，记入{l}。',
      '{who}, {care}{if}: {s} of the off-catalogue cost within the control, within {l}.',
      {
        ...{
          who: peopleSaid(row.for),
          care: caresSaid(row.care),
          if: conditionsSaid(row),
          s: shareSaid(row.rate),
          l: limitsSaid(row.limit),
        },
      },
    ),
  topUp: (row: RowOf<'topUp'>) =>
    filled(
      '{payer}：{who}，{care}{if}，{over}个人自付超过{t}的，{on}付{rate}，限额为{limit}{opens}。',
      '{payer}: {who}, {care}{if}; {rate} {on} self-pay of the {over} above {t}, within {limit}{opens}.',
      {
        payer: payerNames[row.payer],
        who: peopleSaid(row.for),
        care: caresSaid(row.care),
        if: conditionsSaid(row, [row.referredUnless ? say('县外须转诊', 'referred unless in the own county') : null]),
        over: row.over === 'year' ? say('全年', 'year') : say('每次', 'stay'),
        t: thresholdSaid(row.threshold),
        on: row.paysOn === 'excess' ? say('超过部分', 'of') : say('全部', 'of all, once there is'),
        rate: ratesSaid(row.rate, row.bands),
        limit: limitsSaid(row.limit),
        opens: row.opensWhenUsedUp
          ? filled('，{l}用完后开始', ', once {l} is used up', { l: limitsSaid(row.opensWhenUsedUp) })
          : none,
      },
    ),
  accumulation: (row: RowOf<'accumulation'>) =>
    filled('{care}（{where}）的自付计入全年累计。', 'Self-pay of {care}, {where}, counts into the year.', {
      care: caresSaid(row.care),
      where: placesSaid[row.where] ?? none,
    }),
  package: (row: RowOf<'package'>) =>
    filled(
      '{who}：单病种限额内基本医保{b}，医疗救助{a}。',
      '{who}: within the package basic insurance pays {b} and assistance {a}.',
      { who: unableSaid(row), b: shareSaid(row.basic), a: shareSaid(row.aid) },
    ),
  quota: (row: RowOf<'quota'>) => {
    const [how, when] = [say('实行限额管理', 'under a quota'), say('年终一并救助', 'aided once at the end of the year')]
    return filled('{care}{how}的，{when}。', '{care} {how}: {when}.', {
      care: caresSaid(row.care),
      how: row.management === 'quota' ? how : none,
      when: row.aidedAt === 'year-end' ? when : none,
    })
  },
  basic: (row: RowOf<'basic'>) => {
    const terms = Object.entries(row.terms).map(([key, { deductible: start, rate }]) =>
      filled('{k}起付{d}、支付{r}', '{k} {r} above {d}', {
        k: row.by === 'level' ? levelsSaid([key]) : gradeSaid(key),
        d: moneySaid(start),
        r: shareSaid(rate),
      }),
    )
    const again =
      row.repeatDeductible === '1'
        ? none
        : filled('；第{n}次起起付标准为{s}', '; from stay {n} on {s} of the deductible', {
            n: say(row.repeatFrom ?? '2', row.repeatFrom ?? '2'),
            s: shareSaid(row.repeatDeductible),
          })
    return filled(
      '{care}{tier}{if}：{terms}；{cap}{again}{enters}。',
      '{care}{tier}{if}: {terms}; {cap}{again}{enters}.',
      {
        care: caresSaid(row.care),
        tier: row.tier ? say(`（${row.tier}档）`, ` (tier ${row.tier})`) : none,
        if: conditionsSaid({ where: row.where, levels: row.levels, diseases: row.diseases, ages: row.ages }),
        terms: joinSaid(terms, say('，', ', ')),
        cap:
          row.cap === null
            ? say('没有封顶', 'no cap')
            : filled('年度封顶{c}{of}', 'a cap of {c} a year{of}', {
                c: moneySaid(row.cap),
                of: row.capCounts ? filled('（只计{w}）', ' over {w} alone', { w: caresSaid(row.capCounts) }) : none,
              }),
        again,
        enters:
          row.entersUpTo === null
            ? none
            : filled('；一年至多{e}政策范围内费用按此支付', '; it pays on at most {e} of in-scope cost a year', {
                e: moneySaid(row.entersUpTo),
              }),
      },
    )
  },
  criticalIllness: (row: RowOf<'criticalIllness'>) => {
    const cap = capSaid(row.cap)
    const start = 'amount' in row.deductible ? moneySaid(row.deductible.amount) : thresholdSaid(row.deductible)
    return filled(
      '{who}全年累计超过{d}的部分：{bands}；{cap}。',
      '{who}what accumulates above {d} in a year: {bands}; {cap}.',
      {
        who: row.for ? filled('{w}：', '{w}: ', { w: peopleSaid(row.for) }) : none,
        d: start,
        bands: ratesSaid(undefined, row.bands),
        cap,
      },
    )
  },
  criticalIllnessTilt: (row: RowOf<'criticalIllnessTilt'>) =>
    filled(
      '{who}：大病保险起付线降低{d}，比例提高{p}个百分点，{cap}。',
      '{who}: the deductible falls by {d}, rates rise by {p} percentage points, {cap}.',
      {
        ...{ who: unableSaid(row), d: shareSaid(row.deductibleReducedBy), p: pointsSaid(row.points) },
        cap: row.cap === 'lifted' ? say('取消封顶', 'and the cap is lifted') : say('保留封顶', 'and the cap is kept'),
      },
    ),
}

/** Whom a row is for, where a document names those unable to work alone. */
function unableSaid(row: RowOf<'criticalIllnessTilt'> | RowOf<'package'>): Bilingual {
  const who = peopleSaid(row.for)
  return row.unableToWork ? filled('{who}（限丧失劳动能力）', '{who} (those unable to work alone)', { who }) : who
}

function capSaid(cap: RowOf<'criticalIllness'>['cap']): Bilingual {
  if (cap === null) return say('没有封顶', 'no cap')
  if (typeof cap === 'string') return filled('年度封顶{c}', 'a cap of {c} a year', { c: moneySaid(cap) })
  const { grows } = cap
  const base =
    'amount' in cap
      ? moneySaid(cap.amount)
      : filled('当年{f}的{n}倍', '{n} times the year’s {f}', {
          f: figureSaid(cap.figure),
          n: say(cap.times ?? '1', cap.times ?? '1'),
        })
  return filled('年度封顶{c}{g}', 'a cap of {c} a year{g}', { c: base, g: grows ? growthSaid(grows) : none })
}

type Growth = NonNullable<Extract<RowOf<'criticalIllness'>['cap'], { grows?: unknown }>['grows']>

function growthSaid({ perYear, afterYears, perYearWithoutClaims, since, atMostShare }: Growth): Bilingual {
  return joinSaid([
    none,
    perYear
      ? filled('连续参保满{y}年后每年提高{a}', 'rising by {a} with each year of enrolment after {y}', {
          y: say(afterYears ?? '0', afterYears ?? '0'),
          a: moneySaid(perYear),
        })
      : null,
    perYearWithoutClaims
      ? filled('每一年未报销提高{a}', 'by {a} with each year without a claim', { a: moneySaid(perYearWithoutClaims) })
      : null,
    filled('自{s}年起算，至多提高{p}', 'counted from {s}, at most {p} more', {
      s: say(since, since),
      p: shareSaid(atMostShare),
    }),
  ])
}

function ofVisit({ cap, least }: { cap?: string | undefined; least?: string | undefined }): Bilingual {
  return joinSaid([
    none,
    cap ? filled('每次最高{a}', 'at most {a} a visit', { a: moneySaid(cap) }) : null,
    least ? filled('不足{a}不付', 'less than {a} is not paid', { a: moneySaid(least) }) : null,
  ])
}

export function thresholdSaid(value: RowOf<'topUp'>['threshold']): Bilingual {
  if (typeof value === 'string') return moneySaid(value)
  if ('figure' in value) return filled('当年{f}', 'the year’s {f}', { f: figureSaid(value.figure) })
  return filled('上年{f}的{s}', '{s} of last year’s {f}', { f: figureSaid(value.of), s: shareSaid(value.share) })
}
