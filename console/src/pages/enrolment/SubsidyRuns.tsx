import { Form, Tag } from 'antd'
import { Link, useLocation } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { Act } from '../../parts/Act.tsx'
import { whileRunning } from '../../parts/HowFar.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { enrolmentWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { useYearOfRegion, yearFields } from './year-of-region.ts'

type Head = components['schemas']['PremiumSubsidyRunHead']
type Asked = components['schemas']['PremiumSubsidyRunRequest']

export function SubsidyRuns() {
  const say = useSay()
  const operator = useOperator()
  const [form] = Form.useForm()
  const [, go] = useLocation()
  const { sought, setSought, of } = useYearOfRegion()
  return (
    <>
      <SearchCard form={form} fields={yearFields} begin={sought} onSearch={setSought} />
      {holdsPost(operator, ['clerk']) ? (
        <Act
          title={words.start}
          about={say(words.aboutStart)}
          begin={{ ...of, dryRun: true }}
          fields={[
            { name: 'region', label: words.region, maxLength: 6 },
            { name: 'year', label: words.year, kind: 'number', maxLength: 4 },
            { name: 'dryRun', label: words.dryRun, kind: 'yes' },
          ]}
          send={(body: Asked) => dataOf(api.POST('/v1/premium-subsidy-runs', { body }))}
          onDone={({ runId }) => go(`/runs/${runId}`)}
        />
      ) : null}
      <ListTable<Head>
        label={say(words.runs)}
        queryKey={['subsidy-runs', of]}
        load={(page) => dataOf(api.GET('/v1/premium-subsidy-runs', { params: { query: { ...of, ...page } } }))}
        refetchInterval={(rows) => whileRunning(rows.find(({ finishedAt }) => finishedAt === null)?.status)}
        form={form}
        columns={[
          {
            title: say(words.requestedAt),
            render: (_, { id, requestedAt }) => (
              <Link href={`/runs/${id}`}>
                <ShownTime at={requestedAt} />
              </Link>
            ),
          },
          { title: say(words.region), dataIndex: 'region' },
          { title: say(words.year), dataIndex: 'year' },
          { title: say(words.kind), render: (_, { dryRun }) => say(dryRun ? words.dry : words.wet) },
          { title: say(words.status), render: (_, { status }) => <Tag>{say(words[status])}</Tag> },
          { title: say(words.people), align: 'right', render: (_, { done, total }) => `${done} / ${total ?? '…'}` },
          { title: say(words.failures), align: 'right', dataIndex: 'failures' },
          { title: say(words.finishedAt), render: (_, { finishedAt }) => <ShownTime at={finishedAt} /> },
        ]}
      />
    </>
  )
}
