/** Yuan with two decimals as whole fen: exact, and for drawing and comparing alone. */
export function fenOf(yuan: string): bigint {
  return BigInt(yuan.replace('.', ''))
}

/** How much of the whole a part is, as a share for a picture. */
export function shareOf(part: string, whole: string): string {
  const total = fenOf(whole)
  if (total <= 0n) return '0%'
  const ofTenThousand = (fenOf(part) * 10_000n) / total
  return `${ofTenThousand / 100n}.${String(ofTenThousand % 100n).padStart(2, '0')}%`
}

/** The same in whole percent, for bars; what goes beyond is full. */
export function percentOf(part: string, whole: string): number {
  const share = shareOf(part, whole).split('.')[0] ?? ''
  return share.length > 2 ? 100 : +share
}

/** As people read it: groups of three. */
export const shownMoney = (yuan: string): string => yuan.replace(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ',')

export const sumOf = (...yuan: readonly string[]): string => {
  const fen = yuan.reduce((sum, each) => sum + fenOf(each), 0n)
  const digits = String(fen < 0n ? -fen : fen).padStart(3, '0')
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** What is typed into a field of money, put as the service takes it: `52,000` is `52000.00`. Anything else stays as it is. */
export function typedMoney(text: string): string {
  const plain = text.trim().slice(0, 30).replaceAll(',', '').replaceAll('，', '')
  if (/^\d{1,14}$/.test(plain)) return `${plain}.00`
  return /^\d{1,14}\.\d$/.test(plain) ? `${plain}0` : plain
}

export const greatestOf = (yuan: readonly string[]): string =>
  yuan.reduce((greatest, each) => (fenOf(each) > fenOf(greatest) ? each : greatest), '0.00')
