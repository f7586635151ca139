import { Button, Form, type FormInstance, Input, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { shellWords } from '../words/catalogue.ts'
import { useSay, type Words } from '../words/language.tsx'
import { filled } from './fields.ts'

export interface SearchField<Sought> {
  readonly name: keyof Sought & string
  readonly label: Words
  readonly maxLength?: number
  /** A day, or a month, instead of text. */
  readonly isDay?: boolean
  readonly isMonth?: boolean
  /** One of these instead of text. */
  readonly options?: readonly { readonly value: string; readonly label: string }[]
}

interface Search<Sought> {
  readonly form: FormInstance<Sought>
  readonly fields: readonly SearchField<Sought>[]
  /** What it is searched by already. */
  readonly begin?: Sought
  /** What was filled in; what was left empty is not asked for. */
  readonly onSearch: (sought: Partial<Sought>) => void
  /** Buttons beside the one that searches. */
  readonly children?: ReactNode
}

/** What a list is searched by. */
export function SearchCard<Sought extends object>({ form, fields, begin, onSearch, children }: Search<Sought>) {
  const say = useSay()
  const name = useId()
  return (
    <Form
      name={name}
      form={form}
      className="card"
      layout="vertical"
      initialValues={begin ?? {}}
      onFinish={(values) => onSearch(filled(values))}
    >
      <div className="fields">
        {fields.map((field) => (
          <Field key={field.name} {...field} />
        ))}
      </div>
      <div className="actions">
        <Button type="primary" htmlType="submit">
          {say(shellWords.search)}
        </Button>
        {children}
      </div>
    </Form>
  )
}

function Field({ name, label, maxLength, isDay, isMonth, options }: SearchField<Record<string, unknown>>) {
  const say = useSay()
  const type = isDay ? 'date' : isMonth ? 'month' : 'text'
  const text = <Input type={type} maxLength={maxLength} autoComplete="off" />
  return (
    <Form.Item name={name} label={say(label)}>
      {options ? <Select allowClear options={[...options]} /> : text}
    </Form.Item>
  )
}
