import { Form, Tag } from 'antd'
import { Link, useLocation } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { yearEndKindNames, yearEndKinds } from '../../../../src/domain/names/year-end-kinds.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { Act } from '../../parts/Act.tsx'
import { yearNow } from '../../parts/days.ts'
import { whileRunning } from '../../parts/HowFar.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { shownMoney, sumOf } from '../../parts/money.ts'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { useSought } from '../../parts/sought.ts'
import { yearEndWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Run = components['schemas']['YearEndRun']
type Asked = components['schemas']['YearEndRequest']

interface Sought {
  readonly region?: string
  readonly year?: string
}

export function YearEndRuns() {
  const say = useSay()
  const operator = useOperator()
  const [form] = Form.useForm<Sought>()
  const [, go] = useLocation()
  const [sought, setSought] = useSought<Sought>()
  const { year, ...rest } = sought
  return (
    <>
      <div className="head">
        <h1>{say(words.title)}</h1>
      </div>
      <SearchCard
        form={form}
        begin={sought}
        onSearch={setSought}
        fields={[
          { name: 'region', label: words.region, maxLength: 6 },
          { name: 'year', label: words.year, maxLength: 4 },
        ]}
      />
      {holdsPost(operator, ['clerk']) && operator.kind === 'bureau' ? (
        <Act
          title={words.start}
          about={say(words.aboutStart)}
          begin={{ region: operator.region, year: yearNow() - 1, kind: 'quota', dryRun: true }}
          fields={[
            { name: 'region', label: words.region, maxLength: 6 },
            { name: 'year', label: words.year, kind: 'number', maxLength: 4 },
            {
              name: 'kind',
              label: words.kind,
              options: yearEndKinds.map((value) => ({ value, label: yearEndKindNames[value] })),
            },
            { name: 'available', label: words.available, kind: 'money', optional: true },
            { name: 'dryRun', label: words.dryRun, kind: 'yes' },
          ]}
          send={(body: Asked) => dataOf(api.POST('/v1/year-end-runs', { body }))}
          onDone={({ id }) => go(`/${id}`)}
        />
      ) : null}
      <ListTable<Run>
        label={say(words.runs)}
        queryKey={['year-end', sought]}
        load={(page) =>
          dataOf(
            api.GET('/v1/year-end-runs', {
              params: { query: { ...rest, ...(year === undefined ? {} : { year: +year }), ...page } },
            }),
          )
        }
        refetchInterval={(rows) => whileRunning(rows.find(({ status }) => whileRunning(status))?.status)}
        form={form}
        empty={words.none}
        columns={[
          {
            title: say(words.startedAt),
            render: (_, { id, startedAt }) => (
              <Link href={`/${id}`}>
                <ShownTime at={startedAt} />
              </Link>
            ),
          },
          { title: say(words.region), dataIndex: 'region' },
          { title: say(words.year), dataIndex: 'year' },
          { title: say(words.kind), render: (_, { kind }) => say(yearEndKindNames[kind]) },
          { title: say(words.how), render: (_, { dryRun }) => say(dryRun ? words.dry : words.wet) },
          { title: say(words.status), render: (_, { status }) => <Tag>{say(words[status])}</Tag> },
          { title: say(words.people), align: 'right', dataIndex: 'people' },
          {
            title: say(words.aid),
            align: 'right',
            render: (_, { assistance, reAid, tilt }) => shownMoney(sumOf(assistance, reAid, tilt)),
          },
          { title: say(words.failures), align: 'right', dataIndex: 'failures' },
        ]}
      />
    </>
  )
}
