import type { ReactNode } from 'react'
import { fieldWords } from '../words/catalogue.ts'
import { useSay, type Words } from '../words/language.tsx'

const known: Readonly<Record<string, Words>> = fieldWords

interface Shown {
  readonly value: unknown
  /** The field that it stands in: `hospital` is a sum among payers, and a place among changes. */
  readonly of?: string
}

function called(of: string, name: string, say: (words: Words) => string): string {
  const words = known[`${of}.${name}`] ?? known[name]
  return words ? say(words) : name
}

/** What a request asks or an answer says, field by field; one without words here as the service names it. */
export function Facts({ value, of = '' }: Shown): ReactNode {
  const say = useSay()
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) {
    return (
      <ul className="facts">
        {value.map((each, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was asked does not change while it is shown
          <li key={at}>
            <Facts value={each} of={of} />
          </li>
        ))}
      </ul>
    )
  }
  if (typeof value === 'boolean') return say(value ? fieldWords.yes : fieldWords.no)
  if (typeof value !== 'object') return String(value)
  return (
    <dl className="facts">
      {Object.entries(value).map(([name, each]) => (
        <div key={name}>
          <dt title={name}>{called(of, name, say)}</dt>
          <dd>
            <Facts value={each} of={name} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
