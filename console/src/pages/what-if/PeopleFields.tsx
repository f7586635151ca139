import { Button, Form, Input, Select } from 'antd'
import { categories, categoryName } from '../../../../src/domain/names/categories.ts'
import { shellWords, whatIfWords as words } from '../../words/catalogue.ts'
import { useSay, type Words } from '../../words/language.tsx'
import { nobody, wholeOf } from './asked.ts'

/** As many as the service takes of each. */
const maxRows = 20

/** Who is not in the ledger yet, and who would hold another identity; what is refused of a row is said in it. */
export function PeopleFields() {
  const say = useSay()
  return (
    <section className="card" aria-label={say(words.people)}>
      <h2>{say(words.people)}</h2>
      <p className="quiet">{say(words.aboutPeople)}</p>
      <Form.List name={['people', 'more']}>
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div key={key} className="fields">
                <Identity name={[name, 'category']} label={words.category} withNobody />
                <Percent name={[name, 'percent']} label={words.more} />
                <Remove onRemove={() => remove(name)} />
              </div>
            ))}
            <Button disabled={rows.length >= maxRows} onClick={() => add({})}>
              {say(words.addMore)}
            </Button>
          </>
        )}
      </Form.List>
      <div className="below">
        <Form.List name={['people', 'identities']}>
          {(rows, { add, remove }) => (
            <>
              {rows.map(({ key, name }) => (
                <div key={key} className="fields">
                  <Identity name={[name, 'from']} label={words.fromIdentity} withNobody />
                  <Identity name={[name, 'to']} label={words.toIdentity} />
                  <Percent name={[name, 'percent']} label={words.ofHundred} />
                  <Remove onRemove={() => remove(name)} />
                </div>
              ))}
              <Button disabled={rows.length >= maxRows} onClick={() => add({})}>
                {say(words.addIdentity)}
              </Button>
            </>
          )}
        </Form.List>
      </div>
    </section>
  )
}

interface Field {
  readonly name: [number, string]
  readonly label: Words
}

function Identity({ name, label, withNobody = false }: Field & { readonly withNobody?: boolean }) {
  const say = useSay()
  const options = categories.map((value) => ({ value: value as string, label: say(categoryName(value)) }))
  return (
    <Form.Item name={name} label={say(label)} rules={[{ required: true, message: say(shellWords.needed) }]}>
      <Select options={withNobody ? [{ value: nobody, label: say(words.nobody) }, ...options] : options} />
    </Form.Item>
  )
}

function Percent({ name, label }: Field) {
  const say = useSay()
  return (
    <Form.Item
      name={name}
      label={say(label)}
      rules={[{ required: true, message: say(shellWords.needed) }]}
      normalize={wholeOf}
    >
      <Input maxLength={4} autoComplete="off" />
    </Form.Item>
  )
}

function Remove({ onRemove }: { readonly onRemove: () => void }) {
  const say = useSay()
  return (
    <Form.Item label=" " colon={false}>
      <Button onClick={onRemove}>{say(words.remove)}</Button>
    </Form.Item>
  )
}
