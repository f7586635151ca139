import { Descriptions, Table, Tag } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import {
  alarmNames,
  alertCauseNames,
  alertStatusNames,
  followUpNames,
  followUpResults,
} from '../../../../src/domain/alerts/alert-names.ts'
import { categoryName, knownCategories } from '../../../../src/domain/names/categories.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { Act } from '../../parts/Act.tsx'
import { ClauseNote } from '../../parts/ClauseNote.tsx'
import { today } from '../../parts/days.ts'
import { departmentOf } from '../../parts/departments.ts'
import { useLoaded } from '../../parts/loaded.tsx'
import { shownMoney } from '../../parts/money.ts'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { shellWords, alertWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { Burden } from './AlertList.tsx'

type Alert = components['schemas']['Alert']
type FollowUp = components['schemas']['AlertFollowUp']
type Asked = components['schemas']['AlertFollowUpRequest']

export function OneAlert({ id }: { readonly id: string }) {
  const say = useSay()
  const operator = useOperator()
  const { data, waiting } = useLoaded({
    queryKey: ['alerts', 'one', id],
    queryFn: () => dataOf(api.GET('/v1/alerts/{id}', { params: { path: { id } } })),
  })
  if (!data) return waiting
  return (
    <>
      <About alert={data} />
      {holdsPost(operator, ['clerk']) && data.status !== 'undone' ? (
        <Act
          key={data.status}
          title={words.followUp}
          begin={{ on: today() }}
          fields={[
            {
              name: 'result',
              label: words.result,
              options: followUpResults.map((value) => ({ value, label: followUpNames[value] })),
            },
            { name: 'on', label: words.on, kind: 'day' },
            { name: 'from', label: words.includedFrom, kind: 'day', optional: true },
            {
              name: 'category',
              label: words.includedAs,
              options: knownCategories().map((value) => ({ value, label: categoryName(value) })),
              optional: true,
            },
            { name: 'reason', label: words.reason, kind: 'long', optional: true },
          ]}
          send={(body: Asked) => dataOf(api.POST('/v1/alerts/{id}/follow-ups', { params: { path: { id } }, body }))}
        />
      ) : null}
      <section className="card" aria-label={say(words.followUps)}>
        <h2>{say(words.followUps)}</h2>
        <Table<FollowUp>
          rowKey={({ recordedAt }) => recordedAt}
          size="small"
          bordered
          pagination={false}
          dataSource={[...data.followUps]}
          locale={{ emptyText: say(shellWords.nothing) }}
          columns={[
            { title: say(words.on), dataIndex: 'on' },
            { title: say(words.result), render: (_, { result }) => <Tag>{say(followUpNames[result])}</Tag> },
            { title: say(words.sinceWhen), dataIndex: 'from' },
            {
              title: say(words.category),
              render: (_, { category }) => (category === null ? '' : say(categoryName(category))),
            },
            { title: say(words.why), dataIndex: 'reason' },
            { title: say(words.recordedAt), render: (_, { recordedAt }) => <ShownTime at={recordedAt} /> },
          ]}
        />
      </section>
    </>
  )
}

function About({ alert }: { readonly alert: Alert }) {
  const say = useSay()
  const { personNo, name, alarm, cause, line, burdenNow, status, settlementId, pushedTo } = alert
  return (
    <Descriptions
      className="card"
      size="small"
      column={3}
      items={[
        {
          label: say(words.personNo),
          children: (
            <span>
              <Link href={`~/console/people/${personNo}`}>{personNo}</Link> {name}
            </span>
          ),
        },
        { label: say(words.alarm), children: say(alarmNames[alarm]) },
        { label: say(words.status), children: <Tag>{say(alertStatusNames[status])}</Tag> },
        { label: say(words.line), children: shownMoney(line) },
        { label: say(words.burden), children: <Burden alert={alert} /> },
        { label: say(words.burdenNow), children: shownMoney(burdenNow) },
        { label: say(words.cause), children: say(alertCauseNames[cause]) },
        { label: say(words.raisedAt), children: <ShownTime at={alert.raisedAt} /> },
        { label: say(words.checkBy), children: alert.checkBy },
        { label: say(words.pushedTo), children: pushedTo.map((one) => say(departmentOf(one))).join('、') },
        {
          label: say(words.clause),
          children: <ClauseNote clause={alert.clause} region={alert.region} on={alert.happenedOn} />,
        },
        {
          label: say(words.settlement),
          children: settlementId ? (
            <Link href={`~/console/settlements/${settlementId}`}>{say(shellWords.open)}</Link>
          ) : null,
        },
      ]}
    />
  )
}
