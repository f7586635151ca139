/** The digits that every region within this one begins with: '' for 000000, '14' for 140000, '1405' for 140500. */
export function prefixOf(region: string): string {
  if (region === '000000') return ''
  if (region.endsWith('0000')) return region.slice(0, 2)
  return region.endsWith('00') ? region.slice(0, 4) : region
}
