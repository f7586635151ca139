import { Form, Tag } from 'antd'
import { Link, useLocation } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { batchStatuses, batchStatusNames } from '../../../../src/domain/payouts/payout-names.ts'
import { api, apiByNumber } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { Act } from '../../parts/Act.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { shownMoney } from '../../parts/money.ts'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { useSought } from '../../parts/sought.ts'
import { payoutWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Batch = components['schemas']['PayoutBatch']
type Asked = components['schemas']['PayoutBatchRequest']

interface Sought {
  readonly region?: string
  readonly status?: Batch['status']
}

const counted = ({ lines, amount }: Batch['paid']) => (lines === 0 ? '' : `${lines} · ${shownMoney(amount)}`)

export function BatchList() {
  const say = useSay()
  const operator = useOperator()
  const [form] = Form.useForm<Sought>()
  const [, go] = useLocation()
  const [sought, setSought] = useSought<Sought>()
  return (
    <>
      <SearchCard
        form={form}
        begin={sought}
        onSearch={setSought}
        fields={[
          { name: 'region', label: words.region, maxLength: 6 },
          {
            name: 'status',
            label: words.status,
            options: batchStatuses.map((value) => ({ value, label: say(batchStatusNames[value]) })),
          },
        ]}
      />
      {holdsPost(operator, ['finance']) ? (
        <Act
          title={words.makeBatch}
          about={say(words.aboutBatch)}
          begin={{ region: operator.region }}
          fields={[
            { name: 'batchNo', label: words.batchNo, maxLength: 64 },
            { name: 'region', label: words.region, maxLength: 6 },
          ]}
          send={(body: Asked) => dataOf(apiByNumber.POST('/v1/payout-batches', { body }))}
          onDone={({ id }) => go(`/batches/${id}`)}
        />
      ) : null}
      <ListTable<Batch>
        label={say(words.batches)}
        queryKey={['batches', sought]}
        load={(page) => dataOf(api.GET('/v1/payout-batches', { params: { query: { ...sought, ...page } } }))}
        form={form}
        empty={words.noBatch}
        columns={[
          { title: say(words.batchNo), render: (_, { id, batchNo }) => <Link href={`/batches/${id}`}>{batchNo}</Link> },
          { title: say(words.region), dataIndex: 'region' },
          { title: say(words.status), render: (_, { status }) => <Tag>{say(batchStatusNames[status])}</Tag> },
          { title: say(words.lines), align: 'right', dataIndex: 'lines' },
          { title: say(words.amount), align: 'right', render: (_, { amount }) => shownMoney(amount) },
          { title: say(words.waiting), align: 'right', render: (_, { waiting }) => counted(waiting) },
          { title: say(words.paid), align: 'right', render: (_, { paid }) => counted(paid) },
          { title: say(words.returned), align: 'right', render: (_, { returned }) => counted(returned) },
          { title: say(words.sentOn), dataIndex: 'sentOn' },
        ]}
      />
    </>
  )
}
