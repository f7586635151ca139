import { isWeakUnit, isYuan, otherUnitIn, plainWords } from './unit-word.ts'

/** A header says no more, and a remark at the foot of a table may. */
const maxHeaderChars = 60
const maxRemarkChars = 400

/** What is reckoned in a unit of its own and is no amount of the table. */
const ofOthers =
  /(?:限额|额度|封顶线|起付线|收入|资产|存款|财产|产值|面积|标准|注册资本|低保金)(?:金额|数额|数字|数据)?[的之]?$/
/** What goes before 单位 where it is an office. */
const offices =
  /(?:工作|填[报表写]|报送|编制|制[表单]|上报|申报|主管|经办|开户|[收付]款|用人|参保|承办|主办|定点|出具|受理|所在)$/

/** Digits before a unit make it an amount: 6万元, 六万元, 数十万元. */
const ofNumber = /[\d.,一二三四五六七八九十百千万两几数多余超]\s*$/

/** The unit that the header of a column names, where amounts in it would be no yuan; null where they are. */
export function otherUnitOfColumn(header: string): string | null {
  const words = plainWords(header.slice(0, maxHeaderChars))
  return bracketsIn(words).map(otherUnitIn).find(isSaid) ?? behindName(words)?.other ?? null
}

/** The name of a column without the unit that is written behind it: 费用总额/万元, 费用总额 元; as it is where there is none. */
export function withoutUnit(header: string): string {
  const found = header.length > maxHeaderChars ? null : behindName(plainWords(header))
  return found?.name ?? header
}

const isSaid = (unit: string | null): unit is string => unit !== null

function bracketsIn(words: string): string[] {
  return words
    .split('(')
    .slice(1)
    .map((part) => part.split(')')[0] ?? '')
}

interface NameAndUnit {
  readonly name: string
  /** Null where it is the yuan. */
  readonly other: string | null
}

const separators = ' \t\n\r:/-_,、|'
/** Where a unit begins that nothing parts from the name. */
const joined = /(?:人民币|rmb|cny|¥)?[十百千万亿]{0,3}元$|(?:人民币|rmb|cny|¥)[十百千万亿wk]{1,3}$/

function behindName(words: string): NameAndUnit | null {
  const text = words.trim()
  for (let at = 1; at < text.length; at++) {
    const isParted = separators.includes(text.charAt(at))
    const [name, said] = [text.slice(0, at).trim(), text.slice(isParted ? at + 1 : at)]
    if (!isParted && !/^(?:金额)?单位|^[以按].{1,6}计$/.test(said)) continue
    const unit = unitSaid(said)
    if (unit !== undefined && !ofNumber.test(name)) return { name: trimmed(name), other: unit }
  }
  const plain = text.replace(/\s/g, '')
  const place = plain.search(joined)
  if (place < 1 || ofNumber.test(plain.slice(0, place))) return null
  const unit = unitSaid(plain.slice(place))
  return unit === undefined ? null : { name: trimmed(plain.slice(0, place)), other: unit }
}

function trimmed(name: string): string {
  let end = name.length
  while (end > 0 && separators.includes(name.charAt(end - 1))) end -= 1
  return name.slice(0, end)
}

/** Null for the yuan, undefined for what is no unit. */
function unitSaid(said: string): string | null | undefined {
  const other = otherUnitIn(said)
  if (other !== null) return other
  const plain = said.replace(/\s/g, '').replace(/^(?:金额)?单位[:为]?/, '')
  return isYuan(plain) ? null : undefined
}

/** The same of a line under a table or in the midst of it, which holds for all of it. */
export function otherUnitOfTable(cells: readonly string[]): string | null {
  return unitOfLine(cells, false)
}

/** The same of a line above a table, where a cell that is a unit or ends with one says it too. */
export function otherUnitOfTitle(cells: readonly string[]): string | null {
  return unitOfLine(cells, true)
}

function unitOfLine(cells: readonly string[], isTitle: boolean): string | null {
  const written = cells.map((cell) => plainWords(cell.slice(0, maxRemarkChars)).trim()).filter((cell) => cell !== '')
  for (const [at, cell] of written.entries()) {
    if (!mayName.test(cell)) continue
    const pair =
      at > 0 && endsInLabel.test((written[at - 1] ?? '').replace(/\s/g, '')) ? `${written[at - 1]}${cell}` : null
    const unit = unitByWord(cell) ?? (pair && unitByWord(pair)) ?? unitAtEnd(cell, isTitle)
    if (unit !== null) return unit
  }
  return null
}

/** Most cells hold nothing that a unit could be written with. */
const mayName =
  /[十百千万亿元角分币镑布wkm×*/÷$€£₩₽]|000|10|cent|fen|jiao|thousand|million|usd|hkd|eur|gbp|jpy|krw|rub|twd|mop|dollar|pound/
const endsInLabel = /(?:单位|金额|数额|币种|货币|人民币|amounts?|units?)[:为(]{0,3}$/

/** 单位:万元, 金额以万元计, 本表以千元为单位, amounts in thousands: what stands behind the word, to the end of the sentence. */
const labels =
  /单位|币种|货币|人民币|计价|金额|数额|数字|数据|费用|款项|资金|units?:|currency:|amounts?(?:are)?(?=in)|[以按](?=[^。;]{1,8}(?:为单位|计|列示|表示|填))/g

function unitByWord(cell: string): string | null {
  const read = readings(cell)
  for (const [at, text] of read.entries())
    for (const found of text.matchAll(labels)) {
      const unit = unitBehind(text, found)
      if (unit !== null && (!isWeakUnit(unit) || (at === read.length - 1 && text.includes('单位')))) return unit
    }
  return null
}

function unitBehind(text: string, { 0: label, index }: RegExpMatchArray): string | null {
  const ahead = text.slice(0, index)
  if (ofOthers.test(ahead) || (label === '单位' && offices.test(ahead))) return null
  const rest = text.slice((index ?? 0) + label.length)
  return otherUnitIn(rest.split(/[。;)(]/).find((part) => part !== '' && part !== ':') ?? '')
}

/** From its beginning up to each of its spaces, and without them: `单 位：万 元` is one word, and `单位：万元 制表：王五` two. */
function readings(cell: string): string[] {
  const pieces = cell.split(/\s+/, maxPieces)
  return pieces.map((_, at) => pieces.slice(0, at + 1).join(''))
}

const maxPieces = 30

/** （万元） at the end of a title; in a title also 万元 alone, or parted from what it stands behind. */
function unitAtEnd(cell: string, isTitle: boolean): string | null {
  const open = cell.endsWith(')') ? cell.lastIndexOf('(') : -1
  if (open >= 0) {
    const [ahead, unit] = [cell.slice(0, open).trim(), otherUnitIn(cell.slice(open + 1, -1))]
    if (unit === null || ofOthers.test(ahead)) return null
    return isWeakUnit(unit) && !/(?:表|册|清单|明细|汇总|情况|统计)$/.test(ahead) ? null : unit
  }
  if (!isTitle) return null
  const whole = otherUnitIn(cell)
  if (whole !== null) return isWeakUnit(whole) ? null : whole
  const found = behindName(cell)
  const isPlain = found !== null && found.other !== null && !isWeakUnit(found.other)
  return isPlain && isParted(cell, found.other) && !ofOthers.test(found.name) ? found.other : null
}

function isParted(cell: string, unit: string): boolean {
  const plain = cell.trimEnd()
  return plain.endsWith(unit) && separators.includes(plain.charAt(plain.length - unit.length - 1))
}

/** What stands in a line of units besides amounts. */
const otherMeasures =
  /^(?:单位|计量单位|金额单位|人|人次|人数|户|户次|次|天|日|岁|张|份|笔|个|件|条|项|家|年|月|%|-|\/|--)$/

/** A number of somebody or something, or an amount: nearly every line of a list has one. */
const ofSomebody = /^[0-9A-Za-z._:-]{7,}$|\d\.\d/

/**
 * Of a line under a header that says of columns in what unit they are: the unit other than the yuan of each, null for a column of
 * none. Null for every other line: one about somebody has digits, and at most the units have some in this.
 */
export function unitsUnderHeader(cells: readonly string[]): readonly (string | null)[] | null {
  if (cells.some((cell) => ofSomebody.test(cell))) return null
  const words = cells.map(bareUnit)
  const units = words.map((word) => (otherMeasures.test(word) ? null : otherUnitIn(word)))
  const isMeasure = (word: string, at: number) =>
    word === '' || otherMeasures.test(word) || isYuan(word) || (units[at] ?? null) !== null
  if (words.every(isMeasure))
    return words.some((word, at) => isYuan(word) || (units[at] ?? null) !== null) ? units : null
  const hasNumber = words.some((word, at) => !isMeasure(word, at) && /\d/.test(word))
  return !hasNumber && units.some((unit) => unit !== null && !isWeakUnit(unit)) ? units : null
}

function bareUnit(cell: string): string {
  return plainWords(cell.slice(0, maxHeaderChars))
    .replace(/\s/g, '')
    .replace(/^\((.{0,30})\)$/, '$1')
    .replace(/^(?:金额)?单位:/, '')
}
