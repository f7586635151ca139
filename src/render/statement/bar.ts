import { escaped } from './escape.ts'
import type { Share } from './page.ts'
import { colours } from './words.ts'

/** One unit is a tenth of a percent, so that the shares are drawn as they are and their widths sum to the whole. */
const whole = 1000
const height = 46
/** Below this a segment is too narrow for its number, and for its percentage too. */
const roomForNumber = 22
const roomForPercent = 90

export interface Segment {
  readonly share: Share
  readonly x: number
  readonly label: string
}

/** Where each share begins, and what fits into it. */
export function segmentsOf(shares: readonly Share[]): Segment[] {
  let x = 0
  return shares.map((share) => {
    const segment = { share, x, label: labelOf(share) }
    x += share.tenths
    return segment
  })
}

function labelOf({ number, tenths, percent }: Share): string {
  if (tenths < roomForNumber) return ''
  return tenths < roomForPercent ? String(number) : `${number}  ${percent}`
}

/** Who paid what, as one bar. Its text is the legend's, for those who cannot see it. */
export function barSvg(shares: readonly Share[]): string {
  const told = shares.map(({ name, amount, percent }) => `${name.zh} ${amount} 元 ${percent}`).join('；')
  const parts = segmentsOf(shares).map(({ share, x, label }) => {
    const { payer, tenths } = share
    const rect = `<rect data-payer="${payer}" x="${x}" y="0" width="${tenths}" height="${height}" fill="${colours[payer]}"/>`
    const text = `<text x="${x + Math.trunc(tenths / 2)}" y="30">${escaped(label)}</text>`
    return `${rect}${label === '' ? '' : text}${x === 0 ? '' : `<rect x="${x - 1}" y="0" width="2" height="${height}" fill="#fff"/>`}`
  })
  return `<svg class="bar" role="img" viewBox="0 0 ${whole} ${height}" xmlns="http://www.w3.org/2000/svg"><title>${escaped(told)}</title><rect x="0" y="0" width="${whole}" height="${height}" fill="#e7e9ec"/>${parts.join('')}</svg>`
}

/** The colour of a payer, with its number. */
export function swatchSvg({ payer, number }: Share): string {
  return `<svg class="swatch" viewBox="0 0 20 20" aria-hidden="true"><rect width="20" height="20" rx="3" fill="${colours[payer]}"/><text x="10" y="15">${number}</text></svg>`
}
