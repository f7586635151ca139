import { Form, Select } from 'antd'
import { shellWords } from '../words/catalogue.ts'
import { useSay, type Words } from '../words/language.tsx'

interface Chosen<Value extends string> {
  readonly id: string
  readonly label: Words
  readonly values: readonly Value[]
  readonly names: Readonly<Record<Value, Words>>
  /** Empty is all of them. */
  readonly value: Value | ''
  readonly onChange: (value: Value | '') => void
  readonly className?: 'narrow' | 'wide'
}

/** One of a few, or all, of what a list shows. */
export function Choice<Value extends string>({
  id,
  label,
  values,
  names,
  value,
  onChange,
  className = 'narrow',
}: Chosen<Value>) {
  const say = useSay()
  return (
    <Form.Item label={say(label)} htmlFor={id}>
      <Select<Value | ''>
        id={id}
        className={className}
        value={value}
        onChange={onChange}
        options={[
          { value: '' as const, label: say(shellWords.all) },
          ...values.map((one) => ({ value: one, label: say(names[one]) })),
        ]}
      />
    </Form.Item>
  )
}
