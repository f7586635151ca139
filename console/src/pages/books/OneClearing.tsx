import { Descriptions, Table, Tag } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { clearingStatusNames, clearingTypeNames, decisionNames } from '../../../../src/domain/fund/fund-names.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { Act } from '../../parts/Act.tsx'
import { ActChoice, type Chooseable } from '../../parts/ActChoice.tsx'
import { Amount } from '../../parts/Amount.tsx'
import { today } from '../../parts/days.ts'
import { useLoaded } from '../../parts/loaded.tsx'
import { shownMoney } from '../../parts/money.ts'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { asQuery } from '../../parts/sought.ts'
import { claimAuditWords as auditWords, shellWords, bookWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { RaiseDisallowance } from '../claim-audit/RaiseDisallowance.tsx'

type Clearing = components['schemas']['Clearing']
type Taken = Clearing['decisions'][number]
type Decision = components['schemas']['ClearingDecision']

const amountNames = [
  ...(['total', 'basicPaid', 'criticalIllnessPaid', 'otherPaid'] as const),
  ...(['aidPaid', 'hospitalPaid', 'personPaid'] as const),
]

export function OneClearing({ id }: { readonly id: string }) {
  const say = useSay()
  const { data, waiting } = useLoaded({
    queryKey: ['clearings', 'one', id],
    queryFn: () => dataOf(api.GET('/v1/clearings/{id}', { params: { path: { id } } })),
  })
  if (!data) return waiting
  return (
    <>
      <Descriptions
        className="card"
        size="small"
        column={3}
        items={[
          { label: say(words.applicationNo), children: data.applicationNo },
          { label: say(words.hospitalCode), children: data.hospitalCode },
          { label: say(words.month), children: data.month },
          { label: say(words.clearingType), children: say(clearingTypeNames[data.clearingType]) },
          { label: say(words.status), children: <Tag>{say(clearingStatusNames[data.status])}</Tag> },
          { label: say(words.appliedAt), children: <ShownTime at={data.appliedAt} /> },
          { label: say(words.settlements), children: data.settlements },
          { label: say(words.reversals), children: data.reversals },
          { label: say(words.adjustments), children: data.adjustments },
          ...amountNames.map((name) => ({ label: say(words[name]), children: shownMoney(data.amounts[name]) })),
          ...(data.payable === null ? [] : [{ label: say(words.payable), children: <Payable clearing={data} /> }]),
        ]}
      />
      <Decide clearing={data} />
      <p>
        <Link href={`~/console/claim-audit/disallowances?${asQuery({ clearingId: id })}`}>
          {say(auditWords.raisedOf)}
        </Link>
      </p>
      <section className="card" aria-label={say(words.decisions)}>
        <h2>{say(words.decisions)}</h2>
        <Table<Taken>
          rowKey={({ decidedAt, decision }) => `${decidedAt} ${decision}`}
          size="small"
          bordered
          pagination={false}
          dataSource={[...data.decisions]}
          locale={{ emptyText: say(shellWords.nothing) }}
          columns={[
            { title: say(words.decidedAt), render: (_, { decidedAt }) => <ShownTime at={decidedAt} /> },
            {
              title: say(words.decision),
              render: (_, { decision }) => say(decision === 'withdraw' ? words.withdrawn : decisionNames[decision]),
            },
            { title: say(words.reason), dataIndex: 'reason' },
            { title: say(words.paidOn), dataIndex: 'paidOn' },
            { title: say(words.paymentNo), dataIndex: 'paymentNo' },
          ]}
        />
      </section>
    </>
  )
}

function Payable({ clearing: { payable, amounts, setOff } }: { readonly clearing: Clearing }) {
  const say = useSay()
  return (
    <Amount
      yuan={payable ?? ''}
      about={
        <>
          <p>{say(words.aboutPayable)}</p>
          <div>
            {say(words.aidPaid)} {shownMoney(amounts.aidPaid)}
          </div>
          <div>
            {say(words.setOff)} {shownMoney(setOff ?? '0.00')}
          </div>
        </>
      }
    />
  )
}

/** Who claims for a hospital, who approves and who pays are three people. */
function Decide({ clearing: { id, status, hospitalCode } }: { readonly clearing: Clearing }) {
  const say = useSay()
  const operator = useOperator()
  const params = { path: { id } }
  const decide = (decision: Decision['decision']) => (given: Omit<Decision, 'decision'>) =>
    dataOf(api.POST('/v1/clearings/{id}/decisions', { params, body: { ...given, decision } }))
  const approve: Chooseable = {
    name: words.approve,
    act: <Act title={words.approve} about={say(words.aboutApprove)} fields={[]} send={decide('approve')} />,
  }
  const hold: Chooseable = {
    name: words.hold,
    act: <Act title={words.hold} fields={[{ name: 'reason', label: words.reason }]} send={decide('hold')} />,
  }
  const pay: Chooseable = {
    name: words.pay,
    act: (
      <Act
        title={words.pay}
        about={say(words.aboutPay)}
        begin={{ paidOn: today() }}
        fields={[
          { name: 'paidOn', label: words.paidOn, kind: 'day' },
          { name: 'paymentNo', label: words.paymentNo, maxLength: 64, optional: true },
        ]}
        send={decide('pay')}
      />
    ),
  }
  const withdraw: Chooseable = {
    name: words.withdraw,
    isDanger: true,
    act: (
      <Act
        title={words.withdraw}
        isDanger
        fields={[]}
        send={() => dataOf(api.POST('/v1/clearings/{id}/withdraw', { params }))}
      />
    ),
  }
  const raise: Chooseable = {
    name: auditWords.raise,
    act: <RaiseDisallowance clearingId={id} hospitalCode={hospitalCode} />,
  }
  const isOpen = status === 'applied' || status === 'held'
  const isClerk = operator.kind === 'bureau' && holdsPost(operator, ['clerk'])
  const isReviewer = operator.kind === 'bureau' && holdsPost(operator, ['reviewer'])
  const isFinance = holdsPost(operator, ['finance']) && operator.kind !== 'auditor'
  const acts = [
    ...(isOpen && isReviewer ? [approve] : []),
    ...(status === 'applied' && isReviewer ? [hold] : []),
    ...(status === 'approved' && isFinance && operator.kind === 'bureau' ? [pay] : []),
    ...(isOpen && isFinance ? [withdraw] : []),
    ...(isClerk && status !== 'withdrawn' ? [raise] : []),
  ]
  return <ActChoice key={status} acts={acts} />
}
