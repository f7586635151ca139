import { Form } from 'antd'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { useOperator } from '../../api/session.ts'
import { Exports } from '../../parts/Exports.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { shownMoney } from '../../parts/money.ts'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { useSought } from '../../parts/sought.ts'
import { fundWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { accountName } from './account-name.ts'

type Entry = components['schemas']['FundEntry']

interface Sought {
  readonly region?: string
}

export function Journal() {
  const say = useSay()
  const operator = useOperator()
  const [form] = Form.useForm<Sought>()
  const [sought, setSought] = useSought<Sought>({ region: operator.region })
  const region = sought.region ?? ''
  const path = `/v1/funds/${encodeURIComponent(region)}`
  return (
    <>
      <SearchCard
        form={form}
        begin={sought}
        onSearch={setSought}
        fields={[{ name: 'region', label: words.region, maxLength: 6 }]}
      >
        <Exports path={`${path}/journal`} />
      </SearchCard>
      <ListTable<Entry>
        label={say(words.journal)}
        queryKey={['fund', 'journal', region]}
        load={(query) => dataOf(api.GET('/v1/funds/{region}/journal', { params: { path: { region }, query } }))}
        form={form}
        empty={words.noEntry}
        columns={[
          { title: say(words.happenedOn), dataIndex: 'happenedOn' },
          { title: say(words.kind), render: (_, { kind }) => say(words[kind]) },
          { title: say(words.reference), dataIndex: 'reference' },
          { title: say(words.note), dataIndex: 'note' },
          {
            title: say(words.lines),
            render: (_, { lines }) =>
              lines.map(({ account, amount }) => (
                <div key={account} className="line">
                  <span>{say(accountName(account))}</span>
                  <span className="money">{shownMoney(amount)}</span>
                </div>
              )),
          },
          { title: say(words.postedAt), render: (_, { postedAt }) => <ShownTime at={postedAt} /> },
          {
            title: say(words.people),
            render: (_, { id, kind }) =>
              kind === 'subsidy-paid' ? (
                <div className="actions">
                  <Exports path={`${path}/subsidy-payments/${encodeURIComponent(id)}/people`} />
                </div>
              ) : null,
          },
        ]}
      />
    </>
  )
}
