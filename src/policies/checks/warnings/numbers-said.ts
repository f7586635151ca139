import { type Decimal, decimal } from '../../../domain/money.ts'

/** The amounts and shares that a sentence names, as plain numbers in text: `15万元` is 150000, `七成` is 0.7, `85%` is 0.85. */
export interface NumbersSaid {
  readonly amounts: ReadonlySet<string>
  readonly shares: ReadonlySet<string>
}

const digit: Readonly<Record<string, number>> = {
  ...{ 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
}
const unit: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 }

export function numbersSaid(text: string): NumbersSaid {
  const said = text.slice(0, 4000).replaceAll(/(\d),(\d{3})/g, '$1$2')
  return { amounts: amountsIn(said), shares: sharesIn(said) }
}

function amountsIn(said: string): Set<string> {
  const found = new Set<string>()
  const add = (value: Decimal) => value.gte(10) && found.add(value.toFixed())
  for (const [, number, units = '', after = ''] of said.matchAll(
    /(\d{1,12}(?:\.\d{1,4})?)([万千百亿]?)(元|\s?yuan)?/g,
  )) {
    const value = decimal(number as string).times(unit[units] ?? 1)
    const isYear = after === '' && /^(19|20)\d\d$/.test(number as string)
    if (units !== '' || after !== '' || (value.gte(100) && !isYear)) add(value)
  }
  for (const [, number, after] of said.matchAll(/([一二两三四五六七八九十百千万零]{2,12})(元)?/g))
    if (after === '元' || /[千万]/.test(number as string)) add(decimal(String(chinese(number as string))))
  return found
}

function sharesIn(said: string): Set<string> {
  const found = new Set<string>()
  const add = (value: Decimal) => value.lte(1) && found.add(value.toFixed())
  const hundredth = (number: string) => add(decimal(number).div(100))
  for (const [, number] of said.matchAll(/(\d{1,3}(?:\.\d{1,4})?) ?[%％]/g)) hundredth(number as string)
  for (const [, number] of said.matchAll(/(\d{1,3}(?:\.\d{1,2})?)(?: points|个百分点)/g)) hundredth(number as string)
  for (const [, whole, part = ''] of said.matchAll(/([一二两三四五六七八九\d])成(半|[一二三四五六七八九](?![元成]))?/g))
    add(decimal(`0.${digitOf(whole as string)}${part === '半' ? '5' : digitOf(part)}`))
  for (const [, number] of said.matchAll(/百分之([一二三四五六七八九十零]{1,4})/g))
    hundredth(String(chinese(number as string)))
  for (const [, number] of said.matchAll(/([一二三四五六七八九十]{1,3})个百分点/g))
    hundredth(String(chinese(number as string)))
  return found
}

function digitOf(sign: string): string {
  return String(digit[sign] ?? sign)
}

/** 一万二千 is 12000. */
function chinese(text: string): number {
  let [total, section, last] = [0, 0, 0]
  for (const sign of text) {
    const by = unit[sign]
    if (by === undefined) last = digit[sign] ?? 0
    else if (by >= 10_000) {
      total = (total + section + last) * by
      ;[section, last] = [0, 0]
    } else {
      section += (last || 1) * by
      last = 0
    }
  }
  return total + section + last
}
