import type { Bilingual } from '../language.ts'

interface Issuer {
  readonly name: Bilingual
  /** How people write the bank's name. */
  readonly called: readonly string[]
  /** First digits of its cards that are in wide use; far from all of them. */
  readonly prefixes: readonly string[]
}

/**
 * The large banks and some of their cards, so that a card that was entered with the wrong bank is seen. A prefix that is not
 * here says nothing.
 * Source: printed on the cards themselves; the register of GB/T 14504 is not public, so the list is short.
 */
const issuers: readonly Issuer[] = [
  {
    name: { zh: '中国工商银行', en: 'ICBC' },
    called: ['工商银行', '工行', 'icbc'],
    prefixes: ['9558', '622202', '622203', '622208', '621226', '621225'],
  },
  {
    name: { zh: '中国农业银行', en: 'Agricultural Bank of China' },
    called: ['农业银行', '农行', 'agricultural bank'],
    prefixes: ['622848', '622845', '622846', '622849'],
  },
  {
    name: { zh: '中国建设银行', en: 'China Construction Bank' },
    called: ['建设银行', '建行', 'construction bank', 'ccb'],
    prefixes: ['621700', '622700', '621284', '622280'],
  },
  {
    name: { zh: '中国银行', en: 'Bank of China' },
    called: ['中国银行', '中行', 'bank of china'],
    prefixes: ['621661', '621660', '621663', '621667', '621668'],
  },
  {
    name: { zh: '中国邮政储蓄银行', en: 'Postal Savings Bank of China' },
    called: ['邮政储蓄', '邮储', 'postal savings'],
    prefixes: ['622188', '621799', '621798'],
  },
  {
    name: { zh: '交通银行', en: 'Bank of Communications' },
    called: ['交通银行', '交行', 'bank of communications'],
    prefixes: ['622260', '622261', '622262'],
  },
  {
    name: { zh: '招商银行', en: 'China Merchants Bank' },
    called: ['招商银行', '招行', 'merchants bank'],
    prefixes: ['622588', '622580', '621485', '621486'],
  },
]

/** The bank whose card it is by its first digits, where the bank that was named is another of those; null where it may be right. */
export function otherIssuer(card: string, bankName: string): Bilingual | null {
  const of = issuers.find(({ prefixes }) => prefixes.some((prefix) => card.startsWith(prefix)))
  const name = bankName.toLowerCase()
  const said = issuers.find(({ called }) => called.some((word) => isNamed(name, word)))
  return of && said && of !== said ? of.name : null
}

/** 中国银行 is within the name of no other bank; its English name is within that of the Agricultural Bank. */
function isNamed(name: string, word: string): boolean {
  return word === 'bank of china'
    ? name.includes(word) && !/agricultural|postal|commercial/.test(name)
    : name.includes(word)
}
