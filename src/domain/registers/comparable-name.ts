/** Dots that stand within names of several parts, each written by another system. All are one. */
const dots = '·•‧∙⋅・･．.●○◦。˙ꞏ'
const dot = '·'

/**
 * Characters of GB18030-2000 that had no place in Unicode yet and were kept in its private area; systems of that time still
 * send them. Source: GB 18030-2005, the rows A6, A8 and FE of GBK.
 */
const privateArea = new Map<number, number>([
  ...[
    [0xe81e, 0x9fb4],
    [0xe826, 0x9fb5],
    [0xe82b, 0x9fb6],
    [0xe82c, 0x9fb7],
    [0xe832, 0x9fb8],
    [0xe843, 0x9fb9],
    [0xe854, 0x9fba],
    [0xe864, 0x9fbb],
    [0xe863, 0x4dae],
    [0xe816, 0x20087],
    [0xe817, 0x20089],
    [0xe818, 0x200cc],
    [0xe81a, 0x3473],
    [0xe81b, 0x3447],
    [0xe81f, 0x359e],
    [0xe820, 0x361a],
    [0xe821, 0x360e],
    [0xe824, 0x396e],
    [0xe825, 0x3918],
    [0xe827, 0x39cf],
    [0xe828, 0x39df],
    [0xe829, 0x3a73],
    [0xe82a, 0x39d0],
    [0xe82d, 0x3b4e],
    [0xe82e, 0x3c6e],
    [0xe82f, 0x3ce0],
    [0xe831, 0x215d7],
    [0xe834, 0x4056],
    [0xe835, 0x415f],
    [0xe837, 0x4337],
    [0xe83b, 0x2298f],
    [0xe83c, 0x43b1],
    [0xe83d, 0x43ac],
    [0xe83f, 0x43dd],
    [0xe840, 0x44d6],
    [0xe841, 0x4661],
    [0xe842, 0x464c],
    [0xe844, 0x4723],
    [0xe845, 0x4729],
    [0xe846, 0x477c],
    [0xe847, 0x478d],
    [0xe849, 0x4947],
    [0xe84a, 0x497a],
    [0xe84b, 0x497d],
    [0xe84c, 0x4982],
    [0xe84d, 0x4983],
    [0xe84e, 0x4985],
    [0xe84f, 0x4986],
    [0xe850, 0x499f],
    [0xe851, 0x499b],
    [0xe852, 0x49b7],
    [0xe853, 0x49b6],
    [0xe855, 0x241fe],
    [0xe856, 0x4ca3],
    [0xe857, 0x4c9f],
    [0xe858, 0x4ca0],
    [0xe859, 0x4ca1],
    [0xe85a, 0x4c77],
    [0xe85b, 0x4ca2],
    [0xe85c, 0x4d13],
    [0xe85d, 0x4d14],
    [0xe85e, 0x4d15],
    [0xe85f, 0x4d16],
    [0xe860, 0x4d17],
    [0xe861, 0x4d18],
    [0xe862, 0x4d19],
  ].map(([from = 0, to = 0]) => [from, to] as const),
])

/** Radicals that compatibility leaves alone, and the characters that they are written for. Source: Unicode, EquivalentUnifiedIdeograph. */
const radicals = new Map<string, string>(
  [
    '⺀冫',
    '⺁厂',
    '⺅亻',
    '⺇几',
    '⺉刂',
    '⺌小',
    '⺏尣',
    '⺒巳',
    '⺓幺',
    '⺕彐',
    '⺗心',
    '⺘扌',
    '⺙攵',
    '⺛旡',
    '⺝月',
    '⺟母',
    '⺠民',
    '⺡氵',
    '⺣灬',
    '⺤爫',
    '⺦丬',
    '⺨犭',
    '⺩王',
    '⺫目',
    '⺬示',
    '⺭礻',
    '⺮竹',
    '⺰纟',
    '⺲罒',
    '⺶羊',
    '⺷羊',
    '⺹耂',
    '⺺聿',
    '⺻聿',
    '⺼月',
    '⺽臼',
    '⺾艹',
    '⺿艹',
    '⻀艹',
    '⻁虎',
    '⻂衤',
    '⻃覀',
    '⻄西',
    '⻅见',
    '⻆角',
    '⻉贝',
    '⻋车',
    '⻌辶',
    '⻍辶',
    '⻎辶',
    '⻏阝',
    '⻐钅',
    '⻑長',
    '⻒镸',
    '⻓长',
    '⻔门',
    '⻖阝',
    '⻗雨',
    '⻘青',
    '⻙韦',
    '⻚页',
    '⻛风',
    '⻜飞',
    '⻝食',
    '⻟飠',
    '⻠饣',
    '⻢马',
    '⻤鬼',
    '⻥鱼',
    '⻦鸟',
    '⻧卤',
    '⻨麦',
    '⻩黄',
    '⻬齐',
    '⻮齿',
    '⻰龙',
    '⻳龟',
  ].map((pair) => [...pair] as [string, string]),
)

/** Single characters and what each is compared as. The database compares by the same table. */
export const nameFolds: readonly (readonly [from: string, to: string])[] = [
  ...[...dots].map((one) => [one, dot] as const),
  ...[...privateArea].map(([from, to]) => [String.fromCodePoint(from), String.fromCodePoint(to)] as const),
  ...radicals,
]

const folds = new Map(nameFolds)

/**
 * A name as it is compared with another: without spaces, in capital letters, its dots and the ways of writing one character
 * as one. What is registered stays as it is.
 */
export function comparableName(name: string): string {
  const plain = name.normalize('NFKC').replace(/[\s\u200b-\u200f\ufeff]/g, '')
  return [...plain]
    .map((one) => folds.get(one) ?? one)
    .join('')
    .toUpperCase()
}

/**
 * The ways in which a name that is looked for may stand in the register: as it was typed, without its spaces, with either letters, with
 * each of the dots, and with the space that forms put between two characters.
 */
export function writtenForms(name: string): string[] {
  const wide = name.normalize('NFKC').trim()
  const forms = [name, wide, wide.toUpperCase(), wide.replace(/\s/g, ''), comparableName(name)]
  const dotted = forms.flatMap((form) => [...dots].map((one) => withDots(form, one)))
  const [first = '', second, ...more] = comparableName(name)
  const spaced = second === undefined || more.length > 0 ? [] : [`${first} ${second}`, `${first}\u3000${second}`]
  return [...new Set([...forms, ...dotted, ...spaced])]
}

function withDots(name: string, one: string): string {
  return [...name].map((char) => (dots.includes(char) ? one : char)).join('')
}
