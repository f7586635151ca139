import { Alert, Table } from 'antd'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { lineStateNames, outcomes } from '../../../../src/domain/payouts/payout-names.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { Act } from '../../parts/Act.tsx'
import { ActChoice, type Chooseable } from '../../parts/ActChoice.tsx'
import { today } from '../../parts/days.ts'
import { asFile, SendFile } from '../../parts/SendFile.tsx'
import { payoutWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Batch = components['schemas']['PayoutBatch']
type Returns = components['schemas']['BankReturns']
type Said = components['schemas']['BankSaidOfLine']

/** What may be done with a batch where it stands: made and approved by two, sent, and told of line by line. */
export function BatchActs({ batch: { id, status } }: { readonly batch: Batch }) {
  const say = useSay()
  const operator = useOperator()
  const params = { path: { id } }
  const approve: Chooseable = {
    name: words.approve,
    act: (
      <Act
        title={words.approve}
        about={say(words.aboutApprove)}
        fields={[]}
        send={() => dataOf(api.POST('/v1/payout-batches/{id}/approve', { params }))}
      />
    ),
  }
  const send: Chooseable = {
    name: words.send,
    act: (
      <Act
        title={words.send}
        about={say(words.aboutSend)}
        begin={{ sentOn: today() }}
        fields={[{ name: 'sentOn', label: words.sentOn, kind: 'day' }]}
        send={(body: components['schemas']['PayoutBatchSendRequest']) =>
          dataOf(api.POST('/v1/payout-batches/{id}/send', { params, body }))
        }
      />
    ),
  }
  const withdraw: Chooseable = {
    name: words.withdrawBatch,
    isDanger: true,
    act: (
      <Act
        title={words.withdrawBatch}
        isDanger
        fields={[{ name: 'reason', label: words.reason }]}
        send={(body: components['schemas']['PayoutReasonRequest']) =>
          dataOf(api.POST('/v1/payout-batches/{id}/withdraw', { params, body }))
        }
      />
    ),
  }
  const told: Chooseable = {
    name: words.told,
    act: (
      <Act
        title={words.told}
        begin={{ on: today() }}
        fields={[
          { name: 'lineNo', label: words.lineNo, kind: 'number', maxLength: 6 },
          {
            name: 'outcome',
            label: words.said,
            options: outcomes.map((value) => ({ value, label: lineStateNames[value] })),
          },
          { name: 'on', label: words.on, kind: 'day' },
          { name: 'amount', label: words.amount, kind: 'money', optional: true },
          { name: 'bankNo', label: words.bankNo, maxLength: 64, optional: true },
          { name: 'reason', label: words.reason, optional: true },
        ]}
        send={(line: Said) => dataOf(api.POST('/v1/payout-batches/{id}/returns', { params, body: { lines: [line] } }))}
        shown={(returns) => <Told returns={returns} />}
      />
    ),
  }
  const toldByFile: Chooseable = {
    name: words.toldByFile,
    act: (
      <SendFile<Returns>
        title={words.toldByFile}
        label={words.file}
        send={(file) => dataOf(api.POST('/v1/payout-batches/{id}/returns/files', { params, ...asFile(file) }))}
        shown={(returns) => <Told returns={returns} />}
      />
    ),
  }
  const isFinance = holdsPost(operator, ['finance'])
  const acts = [
    ...(status === 'made' && holdsPost(operator, ['reviewer']) ? [approve] : []),
    ...(status === 'approved' && isFinance ? [send] : []),
    ...((status === 'sent' || status === 'closed') && isFinance ? [told, toldByFile] : []),
    ...((status === 'made' || status === 'approved') && isFinance ? [withdraw] : []),
  ]
  return (
    <>
      {status === 'made' ? <Alert className="problem" type="info" showIcon title={say(words.ownBatch)} /> : null}
      <ActChoice key={status} acts={acts} />
    </>
  )
}

function Told({ returns: { paid, returned, faults } }: { readonly returns: Returns }) {
  const say = useSay()
  return (
    <>
      <p role="status">
        {say(words.paid)} {paid} · {say(words.returned)} {returned} · {say(words.faults)} {faults.length}
      </p>
      {faults.length > 0 ? (
        <Table<Returns['faults'][number]>
          rowKey="line"
          size="small"
          bordered
          pagination={false}
          dataSource={[...faults]}
          columns={[
            { title: say(words.line), align: 'right', dataIndex: 'line' },
            { title: say(words.reason), dataIndex: 'detail' },
          ]}
        />
      ) : null}
    </>
  )
}
