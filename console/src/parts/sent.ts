import { filled } from './fields.ts'
import { typedMoney } from './money.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * What was left empty is not sent, in parts of parts neither; amounts are put as the service takes them. `money` has their paths
 * with dots, of a list without its numbers: `costs.total`, `invoices.amount`.
 */
export function sentFields(values: Fields, money: ReadonlySet<string>, above = ''): Record<string, unknown> {
  const parts = Object.entries(values).map(([name, value]) => [name, sentOf(value, money, above + name)] as const)
  return filled(Object.fromEntries(parts.filter(([, value]) => !isEmpty(value))))
}

function sentOf(value: unknown, money: ReadonlySet<string>, path: string): unknown {
  if (typeof value === 'string') return money.has(path) ? typedMoney(value) : value
  if (Array.isArray(value)) {
    return value.map((one) => sentOf(one, money, path)).filter((one) => !isEmpty(one) && String(one).trim() !== '')
  }
  return typeof value === 'object' && value !== null ? sentFields(value as Fields, money, `${path}.`) : value
}

const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0
