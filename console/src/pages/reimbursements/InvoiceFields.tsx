import { Button, Form, Input } from 'antd'
import { MoneyField } from '../../parts/MoneyField.tsx'
import { shellWords, reimbursementWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

/** As many as the service takes of one bill. */
const maxInvoices = 50

/** The invoices of a bill, a row each; what is refused of one is said in its row. */
export function InvoiceFields() {
  const say = useSay()
  const needed = [{ required: true, message: say(shellWords.needed) }]
  return (
    <section className="card" aria-label={say(words.invoices)}>
      <h2>{say(words.invoices)}</h2>
      <p className="quiet">{say(words.aboutInvoices)}</p>
      <Form.List name="invoices">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div key={key} className="fields">
                <Form.Item name={[name, 'code']} label={say(words.invoiceCode)}>
                  <Input maxLength={20} autoComplete="off" />
                </Form.Item>
                <Form.Item name={[name, 'number']} label={say(words.invoiceNumber)} rules={needed}>
                  <Input maxLength={20} autoComplete="off" />
                </Form.Item>
                <MoneyField
                  path={[name, 'amount']}
                  whole={['invoices', name, 'amount']}
                  label={words.invoiceAmount}
                  isNeeded
                />
                <Form.Item name={[name, 'issuedOn']} label={say(words.issuedOn)}>
                  <Input type="date" />
                </Form.Item>
                {rows.length > 1 ? (
                  <Form.Item label=" " colon={false}>
                    <Button onClick={() => remove(name)}>{say(words.removeInvoice)}</Button>
                  </Form.Item>
                ) : null}
              </div>
            ))}
            <Button disabled={rows.length >= maxInvoices} onClick={() => add({})}>
              {say(words.addInvoice)}
            </Button>
          </>
        )}
      </Form.List>
    </section>
  )
}
