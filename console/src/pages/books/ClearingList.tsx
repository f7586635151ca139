import { Form, Tag } from 'antd'
import { Link, useLocation } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { clearingStatuses, clearingStatusNames, clearingTypeNames } from '../../../../src/domain/fund/fund-names.ts'
import { api, apiByNumber } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { Act } from '../../parts/Act.tsx'
import { today } from '../../parts/days.ts'
import { Exports } from '../../parts/Exports.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { shownMoney } from '../../parts/money.ts'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { useSought } from '../../parts/sought.ts'
import { bookWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { clearingTypeField } from './clearing-types.ts'

type Clearing = components['schemas']['Clearing']
type Asked = components['schemas']['ClearingRequest']

interface Sought {
  readonly hospitalCode?: string
  readonly month?: string
  readonly status?: Clearing['status']
}

export function ClearingList() {
  const say = useSay()
  const operator = useOperator()
  const [form] = Form.useForm<Sought>()
  const [sought, setSought] = useSought<Sought>()
  return (
    <>
      <SearchCard
        form={form}
        begin={sought}
        onSearch={setSought}
        fields={[
          { name: 'hospitalCode', label: words.hospitalCode, maxLength: 30 },
          { name: 'month', label: words.month, isMonth: true },
          {
            name: 'status',
            label: words.status,
            options: clearingStatuses.map((value) => ({ value, label: say(clearingStatusNames[value]) })),
          },
        ]}
      >
        <Exports path="/v1/clearings" query={sought} />
      </SearchCard>
      {operator.kind === 'hospital' && holdsPost(operator, ['finance']) ? <Apply /> : null}
      <ListTable<Clearing>
        label={say(words.clearings)}
        queryKey={['clearings', sought]}
        load={(page) => dataOf(api.GET('/v1/clearings', { params: { query: { ...sought, ...page } } }))}
        form={form}
        empty={words.noClearing}
        columns={[
          {
            title: say(words.applicationNo),
            render: (_, { id, applicationNo }) => <Link href={`/clearings/${id}`}>{applicationNo}</Link>,
          },
          { title: say(words.hospitalCode), dataIndex: 'hospitalCode' },
          { title: say(words.month), dataIndex: 'month' },
          { title: say(words.clearingType), render: (_, { clearingType }) => say(clearingTypeNames[clearingType]) },
          { title: say(words.settlements), align: 'right', dataIndex: 'settlements' },
          { title: say(words.total), align: 'right', render: (_, { amounts }) => shownMoney(amounts.total) },
          { title: say(words.aidPaid), align: 'right', render: (_, { amounts }) => shownMoney(amounts.aidPaid) },
          {
            title: say(words.payable),
            align: 'right',
            render: (_, { payable }) => (payable === null ? '' : shownMoney(payable)),
          },
          { title: say(words.status), render: (_, { status }) => <Tag>{say(clearingStatusNames[status])}</Tag> },
          { title: say(words.appliedAt), render: (_, { appliedAt }) => <ShownTime at={appliedAt} /> },
        ]}
      />
    </>
  )
}

function Apply() {
  const say = useSay()
  const operator = useOperator()
  const [, go] = useLocation()
  return (
    <Act
      title={words.apply}
      about={say(words.aboutApply)}
      begin={{ hospitalCode: operator.hospitalCode, month: today().slice(0, 7), clearingType: 'all' }}
      fields={[
        { name: 'hospitalCode', label: words.hospitalCode, maxLength: 30 },
        { name: 'applicationNo', label: words.applicationNo, maxLength: 64 },
        { name: 'month', label: words.month, kind: 'month' },
        clearingTypeField,
        { name: 'claimed.count', label: words.count, kind: 'number', maxLength: 9 },
        { name: 'claimed.total', label: words.total, kind: 'money' },
        { name: 'claimed.fundPaid', label: words.fundPaid, kind: 'money' },
        { name: 'claimed.personPaid', label: words.personPaid, kind: 'money', optional: true },
      ]}
      send={(body: Asked) => dataOf(apiByNumber.POST('/v1/clearings', { body }))}
      onDone={({ id }) => go(`/clearings/${id}`)}
    />
  )
}
