import { Tag } from 'antd'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { Act } from '../../parts/Act.tsx'
import { yearNow } from '../../parts/days.ts'
import { whileRunning } from '../../parts/HowFar.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { shellWords, alertWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Job = components['schemas']['Job']
type Asked = components['schemas']['AlertSweepRequest']

/** Sweeps that were started, with how far each is. */
export function Sweeps() {
  const say = useSay()
  const operator = useOperator()
  return (
    <>
      {holdsPost(operator, ['clerk']) ? (
        <Act
          title={words.startSweep}
          about={say(words.aboutSweep)}
          begin={{ region: operator.region, year: yearNow() }}
          fields={[
            { name: 'region', label: words.region, maxLength: 6 },
            { name: 'year', label: words.year, kind: 'number', maxLength: 4 },
          ]}
          send={(body: Asked) => dataOf(api.POST('/v1/alerts/sweeps', { body }))}
        />
      ) : null}
      <ListTable<Job>
        label={say(words.sweeps)}
        queryKey={['jobs', 'alert-sweep']}
        load={(page) => dataOf(api.GET('/v1/jobs', { params: { query: { kind: 'alert-sweep', ...page } } }))}
        refetchInterval={(rows) => whileRunning(rows.find(({ finishedAt }) => finishedAt === null)?.status)}
        empty={words.noSweep}
        columns={[
          { title: say(words.startedAt), render: (_, { createdAt }) => <ShownTime at={createdAt} /> },
          { title: say(words.region), dataIndex: 'region' },
          { title: say(words.status), render: (_, { status }) => <Tag>{say(words[status])}</Tag> },
          {
            title: say(shellWords.progress),
            render: (_, { done, total, problem }) => problem?.detail ?? `${done} / ${total ?? '…'}`,
          },
        ]}
      />
    </>
  )
}
