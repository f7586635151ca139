import { Button, Form, Input } from 'antd'
import { shellWords, whatIfWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { type Clauses, useChosen, ValuePlace } from './ValuePlace.tsx'

/** As many as the service takes of one draft. */
const maxEdits = 50

/** The values that the draft writes otherwise, a row each; what is refused of one is said in its row. */
export function EditFields({ clauses }: { readonly clauses: Clauses }) {
  const say = useSay()
  return (
    <section className="card" aria-label={say(words.edits)}>
      <h2>{say(words.edits)}</h2>
      <p className="quiet">{say(words.aboutBecomes)}</p>
      <Form.List name={['draft', 'edits']}>
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <EditRow key={key} name={name} clauses={clauses} onRemove={() => remove(name)} />
            ))}
            <Button disabled={rows.length >= maxEdits} onClick={() => add({})}>
              {say(words.addEdit)}
            </Button>
          </>
        )}
      </Form.List>
    </section>
  )
}

interface Row {
  readonly name: number
  readonly clauses: Clauses
  readonly onRemove: () => void
}

function EditRow({ name, clauses, onRemove }: Row) {
  const say = useSay()
  const whole = ['draft', 'edits', name]
  const chosen = useChosen(whole, clauses)
  const id = Form.useWatch([...whole, 'clause'])
  const clause = clauses.find((one) => one.id === id)
  return (
    <>
      <div className="placed">
        <ValuePlace path={[name]} whole={whole} clauses={clauses} isNeeded />
        <Form.Item
          name={[name, 'value']}
          label={say(words.becomes)}
          rules={[{ required: true, message: say(shellWords.needed) }]}
          extra={chosen ? `${say(words.now)} ${chosen.value ?? say(words.noValue)}` : undefined}
        >
          <Input maxLength={400} autoComplete="off" />
        </Form.Item>
        <Form.Item label=" " colon={false}>
          <Button onClick={onRemove}>{say(words.remove)}</Button>
        </Form.Item>
      </div>
      {clause ? <p className="quiet">{say(clause.says)}</p> : null}
    </>
  )
}
