import { Table } from 'antd'
import { shownMoney } from '../../parts/money.ts'
import { reimbursementWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import type { Reimbursement } from './reimbursement.ts'

type Invoice = Reimbursement['invoices'][number]

/** The invoices of a bill, and what shows what insurance has paid. */
export function Invoices({ bill: { invoices, insuranceProof } }: { readonly bill: Reimbursement }) {
  const say = useSay()
  return (
    <section className="card" aria-label={say(words.invoices)}>
      <h2>{say(words.invoices)}</h2>
      <Table<Invoice>
        rowKey={({ code, number }) => `${code} ${number}`}
        size="small"
        bordered
        pagination={false}
        dataSource={[...invoices]}
        columns={[
          { title: say(words.invoiceCode), dataIndex: 'code' },
          { title: say(words.invoiceNumber), dataIndex: 'number' },
          { title: say(words.invoiceAmount), align: 'right', render: (_, { amount }) => shownMoney(amount) },
          { title: say(words.issuedOn), dataIndex: 'issuedOn' },
        ]}
      />
      {insuranceProof ? (
        <p>
          {say(words.documentNo)} {insuranceProof.documentNo} · {say(words.issuedBy)} {insuranceProof.issuedBy}{' '}
          {insuranceProof.issuedOn}
        </p>
      ) : null}
    </section>
  )
}
