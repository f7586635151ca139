import { Button, Form, Tag } from 'antd'
import { Link } from 'wouter'
import { dataOf } from '../../../../clients/typescript/src/index.ts'
import {
  applicationKindNames,
  applicationStatuses,
  applicationStatusNames,
  awaitedStepNames,
} from '../../../../src/domain/aid-applications/application-names.ts'
import { categoryName } from '../../../../src/domain/names/categories.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { ListTable } from '../../parts/ListTable.tsx'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { useSought } from '../../parts/sought.ts'
import { fieldWords, applicationWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import type { Application } from './application.ts'

interface Sought {
  readonly region?: string
  readonly personNo?: string
  readonly status?: Application['status']
  readonly overdue?: 'true'
}

/** A queue by deadline: what is late is told apart, and can be asked for alone. */
export function ApplicationList() {
  const say = useSay()
  const [form] = Form.useForm<Sought>()
  const [sought, setSought] = useSought<Sought>()
  const { overdue, ...rest } = sought
  return (
    <>
      <div className="head">
        <h1>{say(words.title)}</h1>
        {holdsPost(useOperator(), ['clerk']) ? (
          <Link href="/enter">
            <Button type="primary">{say(words.enter)}</Button>
          </Link>
        ) : null}
      </div>
      <SearchCard
        form={form}
        begin={sought}
        onSearch={setSought}
        fields={[
          { name: 'region', label: words.region, maxLength: 6 },
          { name: 'personNo', label: words.personNo, maxLength: 30 },
          {
            name: 'status',
            label: words.status,
            options: applicationStatuses.map((value) => ({ value, label: say(applicationStatusNames[value]) })),
          },
          { name: 'overdue', label: words.onlyOverdue, options: [{ value: 'true', label: say(fieldWords.yes) }] },
        ]}
      />
      <ListTable<Application>
        label={say(words.title)}
        queryKey={['applications', sought]}
        load={(page) =>
          dataOf(
            api.GET('/v1/applications', {
              params: { query: { ...rest, ...(overdue === undefined ? {} : { overdue: true }), ...page } },
            }),
          )
        }
        form={form}
        empty={words.none}
        columns={[
          {
            title: say(words.applicationNo),
            render: (_, { id, applicationNo }) => <Link href={`/${id}`}>{applicationNo}</Link>,
          },
          { title: say(words.kind), render: (_, { kind }) => say(applicationKindNames[kind]) },
          { title: say(words.personNo), dataIndex: 'personNo' },
          { title: say(words.category), render: (_, { category }) => say(categoryName(category)) },
          { title: say(words.region), dataIndex: 'region' },
          { title: say(words.status), render: (_, { status }) => <Tag>{say(applicationStatusNames[status])}</Tag> },
          {
            title: say(words.waitsFor),
            render: (_, { deadline }) => (deadline ? say(awaitedStepNames[deadline.step]) : ''),
          },
          {
            title: say(words.dueOn),
            render: (_, { deadline, overdue: isLate }) => (
              <>
                {deadline ? (deadline.dueOn ?? say(words.noLine)) : ''}{' '}
                {isLate ? <Tag color="error">{say(words.overdue)}</Tag> : null}
              </>
            ),
          },
          { title: say(words.recordedAt), render: (_, { recordedAt }) => <ShownTime at={recordedAt} /> },
        ]}
      />
    </>
  )
}
