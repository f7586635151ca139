import { withoutHidden } from './plain-text.ts'

/** Ways of writing one character of a unit, and of what is said beside it: each with the one that is read. */
const pairs = [
  '萬万億亿仟千佰百拾十圆元圓元块元塊元',
  '單单額额計计為为爲为費费數数幣币貨货總总價价歐欧鎊镑',
  '〔(〕)【(】)「(」)﹝(﹞)[(])',
  "{(})✕×╳×’'‘'—-–-",
].join('')
const variants = new Map(
  Array.from({ length: pairs.length / 2 }, (_, at) => [pairs.charAt(2 * at), pairs.charAt(2 * at + 1)]),
)

/** The sign of a ratio, and the colon of upright text, which NFKC would make two dots. */
const colons = /[\u2236\ufe30\ua789]/g

/** A cell with its characters as one writes them most, in small letters; its spaces stay, because they part words. */
export function plainWords(text: string): string {
  const plain = withoutHidden(text.replace(colons, ':').normalize('NFKC')).toLowerCase()
  return [...plain].map((char) => variants.get(char) ?? char).join('')
}

const leading = /^(?:人民币|本位币|rmb|cny|¥)+[,、:]?/
const trailing = /(?:人民币|rmb|cny|整)$/
const forms: readonly RegExp[] = [
  /^[十百千万亿]{1,3}元?$/,
  /^[角分]$/,
  // 10000元, 1,000元, 10,000yuan.
  /^10{1,9}(?:元|yuan)$/,
  /^1[0,]{4,11}(?:元|yuan)$/,
  // ×10000, /1000, ×10^4; the fourth power in small digits is folded to a plain one.
  /^元?[×x*/÷]1[0,]{1,11}元?$/,
  /^1:1[0,]{2,11}$/,
  /^10\^?[3-8]元$/,
  /^[×x*]10\^?[1-9]元?$/,
  /^1?0{0,3}(?:[wk]|mn)(?:元|yuan)?$/,
  /^'?0?000s?(?:元|yuan)?$/,
  /^(?:shi|bai|qian){0,2}(?:wan|qian|bai)(?:yuan|元)?$/,
  /^(?:in)?(?:ten|hundred)?(?:thousands?|millions?|cents?|fen|jiao)(?:of)?(?:yuan|rmb|cny)?$/,
  /^(?:美|欧|日|港|澳|韩|加|台|新台|新加坡)[元币金]$/,
  /^(?:英镑|卢布|澳门元|外币|美金|us|hk|ca|au)?[$€£₩₽]$/,
  /^(?:英镑|卢布|外币|usd|hkd|eur|gbp|jpy|krw|rub|twd|mop|dollars?|euros?|pounds?)$/,
]

/** The unit that a word without spaces names, where it is not the yuan: 万元, 千, 分, ¥万, W元, ×10000, 美元. */
function unitOf(word: string): string | null {
  const bare = word.replace(leading, '')
  // ¥'000 begins with what is left out elsewhere.
  const written = [bare.replace(trailing, ''), bare, word]
  return written.find((one) => one !== '' && forms.some((form) => form.test(one))) ?? null
}

const yuan = /^(?:人民币|rmb|cny|¥)?(?:元|yuan|rmb|cny|人民币|¥)$/

export function isYuan(word: string): boolean {
  return yuan.test(word)
}

/** Of units these may as well be part of a name, or of an order: （分）管领导, 精确到角、分. */
const weak = /^[角分十百]$/

export function isWeakUnit(word: string): boolean {
  return weak.test(word)
}

/** What people write before a unit and behind it. */
const before =
  /^[:=,-]{0,2}(?:本表|表中|全部)?(?:金额|数额|费用|款项|资金)?(?:计量|计价|货币)?(?:单位|币种)?(?:均|都|全|皆|统一)?(?:以|按|为|是|系|用)?[:=]?/
const behind = /(?:为(?:计量)?单位|计算?|计价|列示|表示|填[列报写]|统计|反映|核算|显示)$/

/**
 * The unit other than the yuan that a few words name and say nothing besides: 单位:万元, 人民币、千元, 以万元计, 人次、万元. Null where
 * they say something else, or the yuan.
 */
export function otherUnitIn(words: string): string | null {
  const plain = words.replace(/\s/g, '')
  if (plain === '' || plain.length > maxChars) return null
  const said = bared(plain)
  const parts = said.split(/[、,;/和及或与]/).map((part) => unitOf(bared(part)))
  return unitOf(said) ?? parts.find((unit) => unit !== null && (!isWeakUnit(unit) || parts.length === 1)) ?? null
}

const bared = (words: string) => words.replace(before, '').replace(behind, '')

/** Longer says more than a unit. */
const maxChars = 60
