import { Form, Tag } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { useOperator } from '../../api/session.ts'
import { whileRunning } from '../../parts/HowFar.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { shownMoney } from '../../parts/money.ts'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { useSought } from '../../parts/sought.ts'
import { whatIfWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { mayStart } from './may-start.ts'
import { Notes } from './Notes.tsx'

type Run = components['schemas']['WhatIfRun']

interface Sought {
  readonly region?: string
}

export function WhatIfRuns() {
  const say = useSay()
  const operator = useOperator()
  const [form] = Form.useForm<Sought>()
  const [sought, setSought] = useSought<Sought>()
  return (
    <>
      <div className="head">
        <h1>{say(words.title)}</h1>
        {mayStart(operator) ? <Link href="/start">{say(words.start)}</Link> : null}
      </div>
      <Notes />
      <SearchCard
        form={form}
        begin={sought}
        onSearch={setSought}
        fields={[{ name: 'region', label: words.region, maxLength: 6 }]}
      />
      <ListTable<Run>
        label={say(words.runs)}
        queryKey={['what-if', 'list', sought]}
        load={(page) => dataOf(api.GET('/v1/what-if-runs', { params: { query: { ...sought, ...page } } }))}
        refetchInterval={(rows) => whileRunning(rows.find(({ status }) => whileRunning(status))?.status)}
        form={form}
        empty={words.none}
        columns={[
          { title: say(words.name), render: (_, { id, title }) => <Link href={`/${id}`}>{title}</Link> },
          { title: say(words.region), dataIndex: 'region' },
          { title: say(words.year), dataIndex: 'year' },
          { title: say(words.status), render: (_, { status }) => <Tag>{say(words[status])}</Tag> },
          { title: say(words.aidBefore), align: 'right', render: (_, run) => moneyOf(run.result?.aid.before) },
          { title: say(words.aidAfter), align: 'right', render: (_, run) => moneyOf(run.result?.aid.after) },
          { title: say(words.difference), align: 'right', render: (_, run) => moneyOf(run.result?.aid.difference) },
          { title: say(words.percent), align: 'right', render: (_, { result }) => result?.aid.percent ?? '' },
          { title: say(words.startedAt), render: (_, { startedAt }) => <ShownTime at={startedAt} /> },
        ]}
      />
    </>
  )
}

const moneyOf = (yuan: string | undefined) => (yuan === undefined ? '' : shownMoney(yuan))
