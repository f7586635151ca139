import { Form, Table, Tag } from 'antd'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { clearingTypeNames } from '../../../../src/domain/fund/fund-names.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { Act } from '../../parts/Act.tsx'
import { today } from '../../parts/days.ts'
import { ListTable } from '../../parts/ListTable.tsx'
import { shownMoney } from '../../parts/money.ts'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { asFile, SendFile } from '../../parts/SendFile.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { useSought } from '../../parts/sought.ts'
import { bookWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { clearingTypeField } from './clearing-types.ts'

type Reconciliation = components['schemas']['Reconciliation']
type Uploaded = components['schemas']['UploadedFile']
type Asked = components['schemas']['ReconciliationRequest']

interface Sought {
  readonly hospitalCode?: string
}

export function ReconciliationList() {
  const say = useSay()
  const operator = useOperator()
  const [form] = Form.useForm<Sought>()
  const [sought, setSought] = useSought<Sought>()
  const hospitalCode = sought.hospitalCode ?? operator.hospitalCode ?? ''
  return (
    <>
      <SearchCard
        form={form}
        begin={sought}
        onSearch={setSought}
        fields={[{ name: 'hospitalCode', label: words.hospitalCode, maxLength: 30 }]}
      />
      {holdsPost(operator, ['clerk']) && operator.kind !== 'auditor' ? (
        <Compare of={hospitalCode} key={hospitalCode} />
      ) : null}
      <ListTable<Reconciliation>
        label={say(words.reconciliations)}
        queryKey={['reconciliations', sought]}
        load={(page) => dataOf(api.GET('/v1/reconciliations', { params: { query: { ...sought, ...page } } }))}
        form={form}
        empty={words.noReconciliation}
        columns={[
          {
            title: say(words.comparedAt),
            render: (_, { id, comparedAt }) => (
              <Link href={`/reconciliations/${id}`}>
                <ShownTime at={comparedAt} />
              </Link>
            ),
          },
          { title: say(words.hospitalCode), dataIndex: 'hospitalCode' },
          { title: say(words.period), render: (_, { from, to }) => `${from} — ${to}` },
          { title: say(words.clearingType), render: (_, { clearingType }) => say(clearingTypeNames[clearingType]) },
          { title: say(words.result), render: (_, { result }) => <Result result={result} /> },
          { title: say(words.differences), align: 'right', dataIndex: 'differences' },
          {
            title: say(words.difference),
            align: 'right',
            render: (_, { difference }) => shownMoney(difference.fundPaid),
          },
        ]}
      />
    </>
  )
}

export function Result({ result }: Pick<Reconciliation, 'result'>) {
  const say = useSay()
  return <Tag color={result === 'balanced' ? 'success' : 'error'}>{say(words[result])}</Tag>
}

/** The hospital's file, then the comparison by its number. */
function Compare({ of }: { readonly of: string }) {
  const say = useSay()
  const [, go] = useLocation()
  const [uploaded, setUploaded] = useState<Uploaded | null>(null)
  return (
    <>
      {of === '' ? null : (
        <SendFile<Uploaded>
          title={words.upload}
          label={words.file}
          send={async (file) => {
            const query = { hospitalCode: of, fileName: file.name }
            const answer = await dataOf(api.POST('/v1/reconciliations/files', { params: { query }, ...asFile(file) }))
            setUploaded(answer)
            return answer
          }}
          shown={(answer) => <Rows uploaded={answer} />}
        />
      )}
      <Act
        key={uploaded?.fileNo ?? ''}
        title={words.compare}
        about={say(words.aboutCompare)}
        begin={{ hospitalCode: of, from: today(), to: today(), clearingType: 'all', fileNo: uploaded?.fileNo ?? '' }}
        fields={[
          { name: 'hospitalCode', label: words.hospitalCode, maxLength: 30 },
          { name: 'from', label: words.from, kind: 'day' },
          { name: 'to', label: words.to, kind: 'day' },
          clearingTypeField,
          { name: 'fileNo', label: words.fileNo, maxLength: 30 },
        ]}
        send={(body: Asked) => dataOf(api.POST('/v1/reconciliations', { body }))}
        onDone={({ id }) => go(`/reconciliations/${id}`)}
      />
    </>
  )
}

function Rows({ uploaded: { fileNo, rows, faults, errors } }: { readonly uploaded: Uploaded }) {
  const say = useSay()
  return (
    <>
      <p role="status">
        {say(words.fileNo)} {fileNo} · {say(words.rows)} {rows} · {say(words.faults)} {faults}
      </p>
      {errors.length > 0 ? (
        <Table<Uploaded['errors'][number]>
          rowKey={({ line, column }) => `${line} ${column}`}
          size="small"
          bordered
          pagination={false}
          dataSource={[...errors]}
          columns={[
            { title: say(words.line), align: 'right', dataIndex: 'line' },
            { title: say(words.column), dataIndex: 'column' },
            { title: say(words.detail), dataIndex: 'detail' },
          ]}
        />
      ) : null}
    </>
  )
}
