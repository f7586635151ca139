import { Descriptions, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { careNames } from '../../../../src/domain/names/care.ts'
import { hospitalLevelNames } from '../../../../src/domain/names/hospitals.ts'
import {
  billPaymentNames,
  reimbursementStatusNames,
} from '../../../../src/domain/reimbursements/reimbursement-names.ts'
import { api } from '../../api/client.ts'
import { useLoaded } from '../../parts/loaded.tsx'
import { shownMoney } from '../../parts/money.ts'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { reimbursementWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { Explained } from '../settlements/Explained.tsx'
import { Invoices } from './Invoices.tsx'
import { Papers } from './Papers.tsx'
import { ReimbursementActs } from './ReimbursementActs.tsx'
import type { Reimbursement } from './reimbursement.ts'

type Quoted = components['schemas']['Settlement']

export function OneReimbursement({ id }: { readonly id: string }) {
  const say = useSay()
  const [quoted, setQuoted] = useState<Quoted | null>(null)
  const { data, waiting } = useLoaded({
    queryKey: ['reimbursements', 'one', id],
    queryFn: () => dataOf(api.GET('/v1/reimbursements/{id}', { params: { path: { id } } })),
  })
  if (!data) return waiting
  const isOpen = data.status === 'received' || data.status === 'checked'
  return (
    <>
      <div className="head">
        <h1>
          {say(words.reimbursementNo)} {data.reimbursementNo}
        </h1>
        <Link href="/">{say(words.title)}</Link>
      </div>
      <About bill={data} />
      <ReimbursementActs bill={data} onQuoted={setQuoted} />
      {quoted && isOpen ? <Explained settlement={quoted} /> : null}
      <Invoices bill={data} />
      <Papers bill={data} isOpen={isOpen} />
    </>
  )
}

function About({ bill }: { readonly bill: Reimbursement }) {
  const say = useSay()
  const { hospital, settlement, amount, status } = bill
  const days = bill.servedOn ?? `${bill.admittedOn} — ${bill.dischargedOn}`
  return (
    <Descriptions
      className="card"
      size="small"
      column={3}
      items={[
        { label: say(words.status), children: <Tag>{say(reimbursementStatusNames[status])}</Tag> },
        {
          label: say(words.personNo),
          children: <Link href={`~/console/people/${bill.personNo}`}>{bill.personNo}</Link>,
        },
        { label: say(words.region), children: bill.region },
        { label: say(words.receiptNo), children: <code>{bill.receiptNo}</code> },
        { label: say(words.receivedOn), children: bill.receivedOn },
        { label: say(words.care), children: say(careNames[bill.care]) },
        { label: say(words.days), children: days },
        {
          label: say(words.hospital),
          children: `${hospital.code ?? ''} ${hospital.name} · ${hospital.region} · ${say(hospitalLevelNames[hospital.level])}`,
        },
        { label: say(words.total), children: shownMoney(bill.total) },
        { label: say(words.receivedAt), children: <ShownTime at={bill.received.at} /> },
        { label: say(words.checkedAt), children: <ShownTime at={bill.checked?.at ?? null} /> },
        { label: say(words.decidedAt), children: <ShownTime at={bill.decided?.at ?? null} /> },
        ...(bill.findings ? [{ label: say(words.said), children: bill.findings }] : []),
        ...(bill.archiveNo ? [{ label: say(words.archiveNo), children: bill.archiveNo }] : []),
        ...(bill.reversedAt ? [{ label: say(words.reversedAt), children: <ShownTime at={bill.reversedAt} /> }] : []),
        ...(settlement
          ? [
              {
                label: say(words.settlement),
                children: <Link href={`~/console/settlements/${settlement.id}`}>{settlement.settlementNo}</Link>,
              },
            ]
          : []),
        ...(amount === null ? [] : [{ label: say(words.amount), children: shownMoney(amount) }]),
        ...(status === 'approved' ? [{ label: say(words.payout), children: <Payout bill={bill} /> }] : []),
      ]}
    />
  )
}

/** Where its money is, over all its payouts; while some is in none, the way to make one. */
function Payout({ bill: { payment, payouts, paidOn, daysToPay } }: { readonly bill: Reimbursement }) {
  const say = useSay()
  return (
    <span>
      {payouts.map(({ payoutId, payoutNo }) => (
        <span key={payoutId}>
          <Link href={`~/console/payouts/payouts/${payoutId}`}>{payoutNo}</Link>{' '}
        </span>
      ))}
      {payment === null || payment === 'waiting' ? '' : <Tag>{say(billPaymentNames[payment])}</Tag>} {paidOn}{' '}
      {daysToPay === null ? '' : `${say(words.daysToPay)} ${daysToPay}`}
      {payment === 'waiting' || payment === 'partly-paid' || payment === 'withdrawn' ? (
        <Link href="~/console/payouts/owed">{say(words.toPayout)}</Link>
      ) : (
        ''
      )}
    </span>
  )
}
