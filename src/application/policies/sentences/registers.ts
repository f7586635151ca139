import { departmentName } from '../../../domain/names/departments.ts'
import type { RowOf } from '../../../domain/policies/pack.ts'
import { caresSaid, figureSaid, filled, joinSaid, moneySaid, peopleSaid, placesSaid, say, shareSaid } from './words.ts'

const none = say('', '')
const days = (number: string, counted: string) =>
  counted === 'working-days' ? say(`${number}个工作日`, `${number} working days`) : say(`${number}日`, `${number} days`)
const topics = {
  premium: say('参保资助', 'premium subsidy'),
  aid: say('医疗救助', 'medical assistance'),
  tilt: say('倾斜救助', 'tilted assistance'),
  reAid: say('再救助', 're-aid'),
  basic: say('基本医保待遇', 'basic insurance'),
  criticalIllness: say('大病保险待遇', 'critical-illness insurance'),
  'early-warning': say('预警标准', 'early warning'),
  application: say('申请办法', 'applications'),
}

/** Rows beside the waterfall: premiums, figures, lists, applications, what is left open. */
export const registerSentences = {
  premium: (row: RowOf<'premium'>) => {
    const what =
      row.share !== undefined
        ? filled('资助{t}缴费标准的{s}', '{s} of the contribution{t}', {
            s: shareSaid(row.share),
            t: row.ofTier ? say(`${row.ofTier}档`, ` of tier ${row.ofTier}`) : none,
          })
        : filled('资助{a}', '{a}', { a: moneySaid(row.amount ?? '0') })
    const least = row.atLeast ? filled('，至少{a}', ', at least {a}', { a: moneySaid(row.atLeast) }) : none
    const { years } = row
    return filled(
      '{who}{tier}：{what}{least}{years}{unless}{held}。',
      '{who}{tier}: {what}{least}{years}{unless}{held}.',
      {
        who: peopleSaid(row.for),
        tier: row.tier ? say(`（参加${row.tier}档）`, ` (in tier ${row.tier})`) : none,
        ...{ what, least },
        years: years ? say(`，${years.from}至${years.to}年`, `, ${years.from} to ${years.to}`) : none,
        unless: row.unlessAlso
          ? filled('，已是{w}的除外', ', not who is also {w}', { w: peopleSaid(row.unlessAlso) })
          : none,
        held: row.heldOnOrAfter
          ? say(`，身份须在${row.heldOnOrAfter}或之后有效`, `, held on ${row.heldOnOrAfter} or later`)
          : none,
      },
    )
  },
  figures: (row: RowOf<'figures'>) => {
    const values = Object.entries(row.values ?? {}).map(([year, value]) =>
      filled('{y}年{a}', '{y} {a}', { y: say(year, year), a: moneySaid(value) }),
    )
    const missing = (row.missing ?? []).map((year) => say(`${year}年未见`, `${year} not found`))
    const doubtful = row.doubtful?.length
      ? say(`（${row.doubtful.join('、')}年存疑）`, ` (${row.doubtful.join(', ')} less sure)`)
      : none
    return filled('{name}{of}：{values}{doubt}。', '{name}{of}: {values}{doubt}.', {
      name: figureSaid(row.name),
      of: joinSaid(
        [row.tier ? say(`${row.tier}档`, `tier ${row.tier}`) : null, row.code ? say(row.code, row.code) : null].map(
          (part) => part && say(`（${part.zh}）`, ` (${part.en})`),
        ),
        none,
      ),
      values: joinSaid([row.value ? moneySaid(row.value) : null, ...values, ...missing], say('，', ', ')),
      doubt: doubtful,
    })
  },
  figureFallback: (row: RowOf<'figureFallback'>) =>
    filled('{f}未公布时暂用{n}年前的。', 'While {f} is unpublished, that of {n} year before stands in.', {
      f: figureSaid(row.figure),
      n: say(row.yearsBack, row.yearsBack),
    }),
  channel: (row: RowOf<'channel'>) =>
    filled('{who}：{how}{list}。', '{who}: {how}{list}.', {
      who: peopleSaid(row.for),
      how: row.channel === 'direct' ? say('直接救助', 'aided directly') : say('依申请救助', 'aided on application'),
      list: row.listEntitles === 'false' ? say('，仅有名单不能直接结算', '; a list alone is not enough') : none,
    }),
  applicationPeriod: (row: RowOf<'applicationPeriod'>) => {
    const { since } = row
    const step = {
      check: say('核查', 'checking'),
      publicise: say('公示', 'publication'),
      decide: say('审批', 'the decision'),
    }[row.step]
    return filled('{who}{step}：{within}{lasts}。', '{who}{step}: {within}{lasts}.', {
      who: row.for ? filled('{w}，', '{w}, ', { w: peopleSaid(row.for) }) : none,
      step,
      within: row.within
        ? filled('自{s}起{d}内', 'within {d} from {s}', {
            s: since === 'received' ? say('受理', 'the receipt') : say('上一步', 'the step before'),
            d: days(row.within, row.counted),
          })
        : none,
      lasts: row.lasts ? filled('公示{d}', 'for {d}', { d: days(row.lasts, row.counted) }) : none,
    })
  },
  depositWaiver: (row: RowOf<'depositWaiver'>) =>
    filled('{who}在{where}{care}免缴押金{first}。', '{who}: no deposit for {care} {where}{first}.', {
      ...{ who: peopleSaid(row.for), where: placesSaid[row.where] ?? none, care: caresSaid(row.care) },
      first: row.referredFromPrimaryCare === 'true' ? say('，须经基层转诊', ', if referred from primary care') : none,
    }),
  earlyWarning: (row: RowOf<'earlyWarning'>) =>
    filled(
      '{who}年度负担超过{a}的，{every}推送{to}（{alarm}）{within}。',
      '{who} with a burden above {a} a year: told to {to} {every} ({alarm}){within}.',
      {
        who: row.for === 'everyone-else' ? say('其他人员', 'everyone else') : peopleSaid(row.for),
        a: moneySaid(row.above),
        every: row.every === 'month' ? say('每月', 'every month') : none,
        to: joinSaid(
          row.pushedTo.map((one) => departmentName(one)),
          say('、', ', '),
        ),
        alarm: row.alarm === 'return' ? say('防返贫', 'return to poverty') : say('防致贫', 'fall into poverty'),
        within: row.checkedWithinDays
          ? say(`，${row.checkedWithinDays}日内核查`, `, checked within ${row.checkedWithinDays} days`)
          : none,
      },
    ),
  enrolment: (row: RowOf<'enrolment'>) =>
    filled('{who}参保率不低于{s}{g}。', 'At least {s} of {who} are insured{g}.', {
      who: peopleSaid(row.for),
      s: shareSaid(row.rateAtLeast),
      g: row.group ? say(`（${row.group}）`, ` (${row.group})`) : none,
    }),
  roster: (row: RowOf<'roster'>) =>
    filled('{d}认定{who}{due}{holiday}{merged}。', '{d} certify {who}{due}{holiday}{merged}.', {
      ...{ d: departmentName(row.department), who: peopleSaid(row.certifies) },
      due: row.dueDay ? say(`，每月${row.dueDay}日前报送`, `, lists by day ${row.dueDay} of the month`) : none,
      holiday: row.onHoliday ? say('，遇节假日顺延', ', later over a holiday') : none,
      merged: row.mergedWithinWorkingDays
        ? say(
            `，${row.mergedWithinWorkingDays}个工作日内归并`,
            `, merged within ${row.mergedWithinWorkingDays} working days`,
          )
        : none,
    }),
  rosterWatch: (row: RowOf<'rosterWatch'>) =>
    filled('名单比上次减少超过{s}的提示。', 'A list that lost more than {s} of its people is pointed at.', {
      s: shareSaid(row.shrinkAbove),
    }),
  auditKept: (row: RowOf<'auditKept'>) =>
    filled('查询和操作留痕至少保存{m}个月。', 'Looks at people and what was done are kept {m} months at least.', {
      m: say(row.months, row.months),
    }),
  holidays: (row: RowOf<'holidays'>) =>
    filled('{y}年放假：{closed}；上班：{working}。', '{y}, closed: {closed}; working: {working}.', {
      y: say(row.year, row.year),
      closed: joinSaid(
        row.closed.map(({ from, to, name }) => say(`${name}${from}至${to}`, `${name} ${from} to ${to}`)),
        say('、', ', '),
      ),
      working: say(row.working.join('、') || '无', row.working.join(', ') || 'none'),
    }),
  floorOfProvince: (row: RowOf<'floorOfProvince'>) =>
    filled(
      '各市对{who}{care}的救助比例不低于{s}，年度限额不低于{a}。',
      'Cities give {who}, {care}, at least {s} and a limit of at least {a} a year.',
      {
        ...{
          who: peopleSaid(row.for),
          care: caresSaid(row.care),
          s: shareSaid(row.rateAtLeast),
          a: moneySaid(row.limitAtLeast),
        },
      },
    ),
  fund: (row: RowOf<'fund'>) => {
    const [own, quarter, back] = [
      say('单独核算', 'in an account of its own'),
      say('每季度对账', 'reconciled every quarter'),
      say('错付追回', 'what is wrongly paid is recovered'),
    ]
    return filled('救助基金{own}，来源：{from}；{when}；{back}。', 'The fund is {own}, from {from}; {when}; {back}.', {
      own: row.account === 'separate' ? own : none,
      from: say(row.sources.join('、'), row.sources.join(', ')),
      when: row.reconciledEvery === 'quarter' ? quarter : none,
      back: row.wronglyPaid === 'recovered' ? back : none,
    })
  },
  registration: (row: RowOf<'registration'>) => {
    const kind = {
      chronic: say('慢性病', 'chronic diseases'),
      'special-drug': say('特药', 'special drugs'),
      'special-disease': say('特殊疾病', 'special diseases'),
      'critical-disease': say('单病种', 'listed critical diseases'),
    }[row.kind]
    return filled('{k}：以{d}为准{h}。', '{k}: {d} decides{h}.', {
      k: kind,
      d: row.decides === 'registration' ? say('备案', 'the registration') : say('病种名录', 'the list'),
      h:
        row.byHospital === 'counts'
          ? say('，医院备案即时生效', '; a hospital’s own counts at once')
          : row.byHospital === 'request'
            ? say('，医院备案须经确认', '; a hospital’s own is confirmed first')
            : none,
    })
  },
  codes: (row: RowOf<'codes'>) =>
    say(
      `${row.table} ${row.code}：${row.name}（${row.means}${row.emergency === 'true' ? '，急诊' : ''}）。`,
      `${row.table} ${row.code}: ${row.name} (${row.means}${row.emergency === 'true' ? ', an emergency' : ''}).`,
    ),
  plausibleAmount: (row: RowOf<'plausibleAmount'>) =>
    filled('{of}超过{c}提示，超过{r}不予受理。', '{of} above {c} is pointed at, above {r} refused.', {
      of: { bill: say('账单', 'A bill'), receipt: say('到账', 'A receipt'), 'fee-line': say('费用明细', 'A fee line') }[
        row.of
      ],
      ...{ c: moneySaid(row.cautionAbove), r: moneySaid(row.refuseAbove) },
    }),
  plausibleStay: (row: RowOf<'plausibleStay'>) =>
    say(
      `住院超过${row.cautionAboveDays}天提示，超过${row.refuseAboveDays}天不予受理。`,
      `A stay above ${row.cautionAboveDays} days is pointed at, above ${row.refuseAboveDays} refused.`,
    ),
  plausibleFeeDay: (row: RowOf<'plausibleFeeDay'>) =>
    say(
      `费用日期可在就诊前${row.daysBefore}天至后${row.daysAfter}天。`,
      `Fees may be of ${row.daysBefore} days before to ${row.daysAfter} after the visit.`,
    ),
  catalogue: (row: RowOf<'catalogue'>) =>
    say(
      `${row.item} ${row.name}：${row.level}${row.chargeType ? ` ${row.chargeType}` : ''}${row.priceLimit ? `，限价${row.priceLimit}元` : ''}${row.selfPayShare ? `，先行自付${shareSaid(row.selfPayShare).zh}` : ''}${row.restricted === 'true' ? '，限适应症' : ''}。`,
      `${row.item} ${row.name}: ${row.level}${row.chargeType ? ` ${row.chargeType}` : ''}${row.priceLimit ? `, at most ${row.priceLimit} yuan` : ''}${row.selfPayShare ? `, ${shareSaid(row.selfPayShare).en} first` : ''}${row.restricted === 'true' ? ', restricted' : ''}.`,
    ),
  gap: (row: RowOf<'gap'>) => open('由{by}规定', 'is left to {by}', row, row.tier),
  manual: (row: RowOf<'manual'>) =>
    filled('{a}{l}。', '{a}{l}.', {
      a: strip(open('由{by}核定', 'is settled by hand, by {by}', row, undefined)),
      l: row.limit ? say(`，记入 ${row.limit}`, `, drawn on ${row.limit}`) : none,
    }),
  names: (row: RowOf<'names'>) => {
    const of = {
      identity: say('身份', 'identity'),
      grade: say('医院类别', 'grade'),
      limit: say('限额', 'limit'),
      figure: say('数据', 'figure'),
      department: say('部门', 'department'),
      disease: say('病种', 'disease'),
      group: say('参保人群', 'group'),
    }[row.of]
    return filled('{of} {code}：{name}{also}{before}。', '{of} {code}: {name}{also}{before}.', {
      ...{ of, code: say(row.code, row.code), name: row.name },
      also: row.alsoCalled
        ? say(`（名单上也叫${row.alsoCalled.join('、')}）`, ` (on lists also ${row.alsoCalled.join(', ')})`)
        : none,
      before: row.before ? filled('，排在{b}之前', ', before {b}', { b: peopleSaid([row.before]) }) : none,
    })
  },
}

function open(
  zh: string,
  en: string,
  row: Pick<RowOf<'gap'>, 'topic' | 'for' | 'care' | 'decides'>,
  tier: string | undefined,
) {
  return filled(`{who}{care}{tier}{topic}${zh}。`, `{topic}{who}{care}{tier} ${en}.`, {
    topic: topics[row.topic],
    who: row.for ? say(`${peopleSaid(row.for).zh}的`, ` of ${peopleSaid(row.for).en}`) : none,
    care: row.care ? say(`${caresSaid(row.care).zh}的`, `, ${caresSaid(row.care).en}`) : none,
    tier: tier ? say(`${tier}档`, ` in tier ${tier}`) : none,
    by: row.decides,
  })
}

function strip({ zh, en }: { zh: string; en: string }) {
  return say(zh.replace(/。$/, ''), en.replace(/\.$/, ''))
}
