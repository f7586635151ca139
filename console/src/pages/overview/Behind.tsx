import { Link } from 'wouter'
import { asQuery } from '../../parts/sought.ts'

interface Leads {
  /** A page of the console. */
  readonly to: string
  readonly query: object
  readonly shown: string | number
}

/** A figure that leads to what it counts. */
export function Behind({ to, query, shown }: Leads) {
  return <Link href={`~/console/${to}?${asQuery(query)}`}>{shown}</Link>
}
