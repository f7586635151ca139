const digits = '零壹贰叁肆伍陆柒捌玖'
const places = ['', '拾', '佰', '仟'] as const
const groups = ['', '万', '亿', '兆'] as const

/**
 * An amount in the characters that nobody changes with a stroke: `1234.56` is 壹仟贰佰叁拾肆元伍角陆分.
 *
 * Units:  yuan in text with two decimals, at most sixteen digits before the point, not below nothing.
 * Source: 支付结算办法（银发〔1997〕393号）附件一，正确填写票据和结算凭证的基本规定.
 */
export function inCapitals(amount: string): string {
  const [whole = '0', fen = '00'] = amount.split('.')
  const yuan = wholeInCapitals(whole)
  const [jiao, cent] = [Number(fen[0]), Number(fen[1])]
  if (jiao === 0 && cent === 0) return yuan === '' ? '零元整' : `${yuan}元整`
  const ofJiao = jiao > 0 ? `${digits[jiao]}角` : yuan === '' ? '' : '零'
  const ofCent = cent > 0 ? `${digits[cent]}分` : '整'
  return `${yuan === '' ? '' : `${yuan}元`}${ofJiao}${ofCent}`
}

/** Four digits at a time; noughts between two digits are one 零. */
function wholeInCapitals(whole: string): string {
  const plain = whole.replace(/^0+/, '')
  const padded = plain.padStart(Math.ceil(plain.length / 4) * 4, '0')
  const fours = Array.from({ length: padded.length / 4 }, (_, at) => padded.slice(at * 4, at * 4 + 4))
  return fours.reduce((said, four, at) => {
    const group = fourInCapitals(four)
    if (group === '') return said
    const gap =
      said !== '' && (four.startsWith('0') || fours[at - 1] === '0000' || fours[at - 1]?.endsWith('0')) ? '零' : ''
    return `${said}${gap}${group}${groups[fours.length - 1 - at]}`
  }, '')
}

function fourInCapitals(four: string): string {
  const said = [...four]
    .map((digit, at) => (digit === '0' ? '零' : `${digits[Number(digit)]}${places[3 - at]}`))
    .join('')
  return said.replace(/零{1,4}/g, '零').replace(/^零|零$/g, '')
}
