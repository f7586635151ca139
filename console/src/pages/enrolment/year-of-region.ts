import { useOperator } from '../../api/session.ts'
import { yearNow } from '../../parts/days.ts'
import { useSought } from '../../parts/sought.ts'
import { enrolmentWords as words } from '../../words/catalogue.ts'

interface Sought {
  readonly region?: string
  readonly year?: string
}

export const yearFields = [
  { name: 'region', label: words.region, maxLength: 6 },
  { name: 'year', label: words.year, maxLength: 4 },
] as const

/** A year of a region, which the address keeps. */
export function useYearOfRegion() {
  const { region } = useOperator()
  const [sought, setSought] = useSought<Sought>({ region, year: String(yearNow()) })
  return { sought, setSought, of: { region: sought.region ?? '', year: +(sought.year ?? '') } }
}
