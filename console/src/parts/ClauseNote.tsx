import { useQuery } from '@tanstack/react-query'
import { Button, Popover, Spin, Tag } from 'antd'
import { type components, dataOf } from '../../../clients/typescript/src/index.ts'
import { api } from '../api/client.ts'
import { settlementWords as words } from '../words/catalogue.ts'
import { useSay } from '../words/language.tsx'
import { ProblemAlert } from './problem.tsx'

export type Clause = components['schemas']['Clause']

export const statusWords = {
  text: words.text,
  reading: words.readingStatus,
  unconfirmed: words.unconfirmed,
  gap: words.gap,
  manual: words.manual,
} as const

interface Where {
  readonly clause: Clause
  readonly region: string
  readonly on: string
}

/** The clause behind something, with what it says and how it is read on a click. */
export function ClauseNote(where: Where) {
  const say = useSay()
  const { clause } = where
  return (
    <Popover trigger="click" destroyOnHidden content={<ClauseText {...where} />}>
      <Button type="link" size="small" className="clause">
        {clause.cite} <Tag>{say(statusWords[clause.status])}</Tag>
      </Button>
    </Popover>
  )
}

function ClauseText({ clause, region, on }: Where) {
  const say = useSay()
  const { data, error } = useQuery({
    queryKey: ['policy', region, on],
    queryFn: () => dataOf(api.GET('/v1/policies/{region}', { params: { path: { region }, query: { on } } })),
    staleTime: 600_000,
  })
  if (error) return <ProblemAlert error={error} />
  if (!data) return <Spin />
  const found = data.clauses.find(({ id }) => id === clause.id)
  return (
    <div className="about">
      <strong>{clause.cite}</strong> <code>{clause.id}</code>
      {found ? <p>{say(found.says)}</p> : null}
      {found?.reading ? (
        <p>
          <strong>{say(words.reading)}</strong> {say(found.reading)}
        </p>
      ) : null}
    </div>
  )
}
