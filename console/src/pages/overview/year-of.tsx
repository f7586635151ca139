import { Form } from 'antd'
import type { ReactNode } from 'react'
import { useOperator } from '../../api/session.ts'
import { yearNow } from '../../parts/days.ts'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { useSought } from '../../parts/sought.ts'
import { overviewWords as words } from '../../words/catalogue.ts'

export interface YearOf {
  readonly region: string
  readonly year: number
}

interface Sought {
  readonly region?: string
  readonly year?: string
}

/** The year of a region that the address names: one's own, and this one, where it names none. */
export function useYearOf(): YearOf {
  const operator = useOperator()
  const [{ region = operator.region, year = String(yearNow()) }] = useSought<Sought>()
  return { region, year: +year }
}

/** Asks for another year or region. */
export function YearSearch({ children }: { readonly children?: ReactNode }) {
  const { region, year } = useYearOf()
  // A link leads to another region: a form that is there already would keep what was in it.
  return <YearForm key={`${region} ${year}`}>{children}</YearForm>
}

function YearForm({ children }: { readonly children: ReactNode }) {
  const { region, year } = useYearOf()
  const [form] = Form.useForm<Sought>()
  const [, setSought] = useSought<Sought>()
  const years = Array.from({ length: 6 }, (_, back) => String(yearNow() - back))
  return (
    <SearchCard
      form={form}
      begin={{ region, year: String(year) }}
      onSearch={setSought}
      fields={[
        { name: 'region', label: words.region, maxLength: 6 },
        { name: 'year', label: words.year, options: years.map((value) => ({ value, label: value })) },
      ]}
    >
      {children}
    </SearchCard>
  )
}
