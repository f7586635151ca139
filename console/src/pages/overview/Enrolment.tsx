import { useQuery } from '@tanstack/react-query'
import { Table, Tag } from 'antd'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { ClauseNote } from '../../parts/ClauseNote.tsx'
import { ProblemAlert } from '../../parts/problem.tsx'
import { shellWords, overviewWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { Behind } from './Behind.tsx'
import type { YearOf } from './year-of.tsx'

type Group = components['schemas']['EnrolmentOfGroup']

const percent = (rate: string | null) => (rate === null ? '' : `${rate}%`)

/** Each group against the line that it should reach, with the counties that are below. */
export function Enrolment({ of }: { readonly of: YearOf }) {
  const say = useSay()
  const { data, error } = useQuery({
    queryKey: ['enrolment', of],
    queryFn: () => dataOf(api.GET('/v1/enrolment', { params: { query: of } })),
  })
  return (
    <section className="card" aria-label={say(words.enrolment)}>
      <div className="head">
        <h2>{say(words.enrolment)}</h2>
        <Behind to="enrolment/missing" query={of} shown={say(words.notEnrolled)} />
      </div>
      <ProblemAlert error={error} />
      <Table<Group>
        rowKey={({ group }) => group ?? ''}
        size="small"
        bordered
        pagination={false}
        dataSource={data?.groups ?? []}
        locale={{ emptyText: say(shellWords.nothing) }}
        columns={[
          { title: say(words.group), render: (_, { group }) => say(group ? words[group] : words.everybody) },
          { title: say(words.headcount), align: 'right', dataIndex: 'people' },
          { title: say(words.enrolled), align: 'right', dataIndex: 'enrolled' },
          { title: say(words.rate), align: 'right', render: (_, { rate }) => percent(rate) },
          { title: say(words.line), align: 'right', render: (_, { line }) => percent(line) },
          {
            title: say(words.status),
            render: (_, { below }) =>
              below === null ? null : (
                <Tag color={below ? 'error' : 'success'}>{say(below ? words.below : words.reached)}</Tag>
              ),
          },
          {
            title: say(shellWords.explain),
            render: (_, { clause }) => (data ? <ClauseNote clause={clause} region={data.region} on={data.on} /> : null),
          },
        ]}
      />
    </section>
  )
}
