import { Form, Tag } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { alarmNames, alertStatuses, alertStatusNames } from '../../../../src/domain/alerts/alert-names.ts'
import { categoryName } from '../../../../src/domain/names/categories.ts'
import { api } from '../../api/client.ts'
import { Amount } from '../../parts/Amount.tsx'
import { today } from '../../parts/days.ts'
import { ListTable } from '../../parts/ListTable.tsx'
import { shownMoney } from '../../parts/money.ts'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { useSought } from '../../parts/sought.ts'
import { alertWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Alert = components['schemas']['Alert']

interface Sought {
  readonly region?: string
  readonly year?: string
  readonly status?: Alert['status']
  readonly from?: string
  readonly to?: string
}

/** What the year's burden of somebody is, and what it is held against. */
export function Burden({ alert: { burden, burdenBefore, burdenNow, line } }: { readonly alert: Alert }) {
  const say = useSay()
  return (
    <Amount
      yuan={burden}
      about={
        <>
          <p>{say(words.burdenWhy)}</p>
          {(
            [
              ['line', line],
              ['burdenBefore', burdenBefore],
              ['burden', burden],
              ['burdenNow', burdenNow],
            ] as const
          ).map(([name, yuan]) => (
            <div key={name}>
              {say(words[name])} {shownMoney(yuan)}
            </div>
          ))}
        </>
      }
    />
  )
}

export function AlertList() {
  const say = useSay()
  const [form] = Form.useForm<Sought>()
  const [sought, setSought] = useSought<Sought>()
  const { year, ...rest } = sought
  return (
    <>
      <SearchCard
        form={form}
        begin={sought}
        onSearch={setSought}
        fields={[
          { name: 'region', label: words.region, maxLength: 6 },
          { name: 'year', label: words.year, maxLength: 4 },
          {
            name: 'status',
            label: words.status,
            options: alertStatuses.map((value) => ({ value, label: say(alertStatusNames[value]) })),
          },
          { name: 'from', label: words.from, isDay: true },
          { name: 'to', label: words.to, isDay: true },
        ]}
      />
      <ListTable<Alert>
        label={say(words.list)}
        queryKey={['alerts', sought]}
        load={(page) =>
          dataOf(
            api.GET('/v1/alerts', {
              params: { query: { ...rest, ...(year === undefined ? {} : { year: +year }), ...page } },
            }),
          )
        }
        form={form}
        empty={words.none}
        columns={[
          {
            title: say(words.happenedOn),
            render: (_, { id, happenedOn }) => <Link href={`/list/${id}`}>{happenedOn}</Link>,
          },
          {
            title: say(words.personNo),
            render: (_, { personNo }) => <Link href={`~/console/people/${personNo}`}>{personNo}</Link>,
          },
          { title: say(words.name), dataIndex: 'name' },
          {
            title: say(words.category),
            render: (_, { category }) => say(category === null ? words.noCategory : categoryName(category)),
          },
          { title: say(words.alarm), render: (_, { alarm }) => say(alarmNames[alarm]) },
          { title: say(words.line), align: 'right', render: (_, { line }) => shownMoney(line) },
          { title: say(words.burden), align: 'right', render: (_, alert) => <Burden alert={alert} /> },
          { title: say(words.status), render: (_, { status }) => <Tag>{say(alertStatusNames[status])}</Tag> },
          {
            title: say(words.checkBy),
            render: (_, { checkBy, status }) => (
              <>
                {checkBy} {status === 'open' && checkBy < today() ? <Tag color="error">{say(words.late)}</Tag> : null}
              </>
            ),
          },
        ]}
      />
    </>
  )
}
