import { Button, Form, Table, Tag } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { careNames } from '../../../../src/domain/names/care.ts'
import {
  billPaymentNames,
  reimbursementStatuses,
  reimbursementStatusNames,
} from '../../../../src/domain/reimbursements/reimbursement-names.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { Exports } from '../../parts/Exports.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { shownMoney } from '../../parts/money.ts'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { asFile, SendFile } from '../../parts/SendFile.tsx'
import { useSought } from '../../parts/sought.ts'
import { reimbursementWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { dayOf, type Reimbursement } from './reimbursement.ts'

type OfFile = components['schemas']['ReimbursementsOfFile']

interface Sought {
  readonly region?: string
  readonly reimbursementNo?: string
  readonly personNo?: string
  readonly status?: Reimbursement['status']
}

/** Bills that people have paid, newest first; a list of them is taken line by line. */
export function ReimbursementList() {
  const say = useSay()
  const isClerk = holdsPost(useOperator(), ['clerk'])
  const [form] = Form.useForm<Sought>()
  const [sought, setSought] = useSought<Sought>()
  return (
    <>
      <div className="head">
        <h1>{say(words.title)}</h1>
        {isClerk ? (
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
          { name: 'reimbursementNo', label: words.reimbursementNo, maxLength: 64 },
          { name: 'personNo', label: words.personNo, maxLength: 30 },
          {
            name: 'status',
            label: words.status,
            options: reimbursementStatuses.map((value) => ({ value, label: say(reimbursementStatusNames[value]) })),
          },
        ]}
      >
        <Exports path="/v1/reimbursements" query={sought} />
      </SearchCard>
      {isClerk ? (
        <SendFile<OfFile>
          title={words.sendFile}
          label={words.file}
          send={(file) => dataOf(api.POST('/v1/reimbursements/files', asFile(file)))}
          shown={(answer) => <Outcome answer={answer} />}
        />
      ) : null}
      <ListTable<Reimbursement>
        label={say(words.title)}
        queryKey={['reimbursements', sought]}
        load={(page) => dataOf(api.GET('/v1/reimbursements', { params: { query: { ...sought, ...page } } }))}
        form={form}
        empty={words.none}
        columns={[
          {
            title: say(words.reimbursementNo),
            render: (_, { id, reimbursementNo }) => <Link href={`/${id}`}>{reimbursementNo}</Link>,
          },
          { title: say(words.personNo), dataIndex: 'personNo' },
          { title: say(words.region), dataIndex: 'region' },
          { title: say(words.receivedOn), dataIndex: 'receivedOn' },
          { title: say(words.care), render: (_, { care }) => say(careNames[care]) },
          { title: say(words.day), render: (_, row) => dayOf(row) },
          { title: say(words.hospital), render: (_, { hospital }) => hospital.name },
          { title: say(words.total), align: 'right', render: (_, { total }) => shownMoney(total) },
          { title: say(words.status), render: (_, { status }) => <Tag>{say(reimbursementStatusNames[status])}</Tag> },
          {
            title: say(words.amount),
            align: 'right',
            render: (_, { amount }) => (amount === null ? '' : shownMoney(amount)),
          },
          {
            title: say(words.payout),
            render: (_, { payment }) => (payment ? <Tag>{say(billPaymentNames[payment])}</Tag> : ''),
          },
          { title: say(words.daysToPay), align: 'right', dataIndex: 'daysToPay' },
        ]}
      />
    </>
  )
}

/** What became of each line; the same list again takes nothing twice. */
function Outcome({ answer: { received, known, refused, lines } }: { readonly answer: OfFile }) {
  const say = useSay()
  return (
    <>
      <p role="status">
        {say(words.received)} {received} · {say(words.known)} {known} · {say(words.refused)} {refused}
      </p>
      <Table<OfFile['lines'][number]>
        rowKey="line"
        size="small"
        bordered
        pagination={false}
        dataSource={[...lines]}
        columns={[
          { title: say(words.line), align: 'right', dataIndex: 'line' },
          {
            title: say(words.reimbursementNo),
            render: (_, { reimbursementNo, reimbursementId }) =>
              reimbursementId ? <Link href={`/${reimbursementId}`}>{reimbursementNo}</Link> : reimbursementNo,
          },
          { title: say(words.receiptNo), dataIndex: 'receiptNo' },
          { title: say(words.outcome), render: (_, { outcome }) => <Tag>{say(words[outcome])}</Tag> },
          { title: say(words.detail), dataIndex: 'detail' },
        ]}
      />
    </>
  )
}
