import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Form, Input, Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { Link } from 'wouter'
import { shellWords } from '../words/catalogue.ts'
import { useSay, type Words } from '../words/language.tsx'
import { ProblemAlert, sayAtFields } from './problem.tsx'
import { sentFields } from './sent.ts'

export interface ActField {
  /** As the service calls it: `reason`, `payee.name`. */
  readonly name: string
  readonly label: Words
  readonly kind?: 'text' | 'long' | 'day' | 'month' | 'money' | 'yes' | 'list' | 'number'
  readonly options?: readonly { readonly value: string; readonly label: Words }[]
  readonly optional?: boolean
  readonly maxLength?: number
}

interface Action<Answer> {
  readonly title: Words
  readonly fields: readonly ActField[]
  /** What is in the fields to begin with. */
  readonly begin?: Readonly<Record<string, unknown>>
  /** What it means to press the button, said before it is pressed. */
  readonly about?: ReactNode
  readonly isDanger?: boolean
  // biome-ignore lint/suspicious/noExplicitAny: the fields are named as the contract names them, and the service looks at each
  readonly send: (values: any) => Promise<Answer>
  readonly onDone?: (answer: Answer) => void
  /** What is shown of the answer; left out, that it was done. */
  readonly shown?: (answer: Answer) => ReactNode
  /** Whether it was a trial, after which what was entered stays; left out, it never is. */
  readonly isTrial?: (answer: Answer) => boolean
}

const pathOf = (name: string) => name.split('.')

/** Held for a second person, instead of done. */
const isHeld = (answer: unknown): answer is { readonly id: string } =>
  typeof answer === 'object' && answer !== null && 'operation' in answer && 'madeBy' in answer

/** One thing that is done by a form: what is refused is said at its field, what is held leads to its task. */
export function Act<Answer>(action: Action<Answer>) {
  const { title, fields, begin, about, isDanger, send, onDone, shown, isTrial } = action
  const say = useSay()
  const client = useQueryClient()
  const [form] = Form.useForm()
  // Forms of one page have fields of the same names; their labels belong to their own.
  const name = useId()
  const [saidAt, setSaidAt] = useState<readonly string[]>([])
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (values: Record<string, unknown>) => {
      setSaidAt([])
      return send(sentFields(values, moneyOf(fields)))
    },
    // What was done may be on any page.
    onSuccess: async (answer) => {
      await client.invalidateQueries()
      if (isHeld(answer) || isTrial?.(answer) !== true) form.resetFields()
      if (!isHeld(answer)) onDone?.(answer)
    },
    onError: (refused) => setSaidAt(sayAtFields(form, refused)),
  })
  return (
    <section className="card" aria-label={say(title)}>
      <h2>{say(title)}</h2>
      {about ? <p className="quiet">{about}</p> : null}
      {isHeld(data) ? <Held id={data.id} /> : null}
      {data === undefined || isHeld(data)
        ? null
        : (shown?.(data) ?? <Alert className="problem" type="success" showIcon title={say(shellWords.done)} />)}
      <ProblemAlert error={error} saidAt={saidAt} />
      <Form form={form} name={name} layout="vertical" initialValues={begin} onFinish={mutate}>
        <div className="fields">
          {fields.map((field) => (
            <ActItem key={field.name} {...field} />
          ))}
        </div>
        <div className="actions">
          <Button type="primary" danger={isDanger} htmlType="submit" loading={isPending}>
            {say(title)}
          </Button>
        </div>
      </Form>
    </section>
  )
}

const moneyOf = (fields: readonly ActField[]): ReadonlySet<string> =>
  new Set(fields.filter(({ kind }) => kind === 'money').map(({ name }) => name))

function Held({ id }: { readonly id: string }) {
  const say = useSay()
  const link = <Link href={`~/console/tasks/${id}`}>{say(shellWords.toTask)}</Link>
  return <Alert className="problem" type="info" showIcon title={say(shellWords.held)} description={link} />
}

function ActItem({ name, label, kind = 'text', options, optional, maxLength = 200 }: ActField) {
  const say = useSay()
  const common = { name: pathOf(name), label: say(label) }
  const rules = optional ? [] : [{ required: true, message: say(shellWords.needed) }]
  if (options) {
    return (
      <Form.Item {...common} rules={rules}>
        <Select
          allowClear={optional}
          options={options.map(({ value, label: words }) => ({ value, label: say(words) }))}
        />
      </Form.Item>
    )
  }
  if (kind === 'yes') {
    return (
      <Form.Item name={common.name} valuePropName="checked" className="check">
        <Checkbox>{common.label}</Checkbox>
      </Form.Item>
    )
  }
  if (kind === 'list') {
    return (
      <Form.Item {...common} rules={rules} getValueFromEvent={linesOf} getValueProps={shownLines}>
        <Input.TextArea rows={2} placeholder={say(shellWords.oneALine)} maxLength={2000} />
      </Form.Item>
    )
  }
  if (kind === 'long') {
    return (
      <Form.Item {...common} rules={rules}>
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
    )
  }
  const isMoney = kind === 'money'
  return (
    <Form.Item {...common} rules={rules} {...(isMoney ? { validateTrigger: 'onBlur' } : {})} normalize={normalOf(kind)}>
      <Input
        type={inputTypes[kind]}
        className={isMoney ? 'money-input' : ''}
        maxLength={maxLength}
        autoComplete="off"
      />
    </Form.Item>
  )
}

const inputTypes = { text: 'text', money: 'text', number: 'text', day: 'date', month: 'month' } as const

/** A number is sent as one once it is one; until then the service is shown what was typed, and says what to type. */
const normalOf = (kind: string) => (value: unknown) =>
  kind === 'number' && typeof value === 'string' && /^\d{1,9}$/.test(value.trim()) ? +value : value

const linesOf = (event: { readonly target: { readonly value: string } }) => event.target.value.split('\n')

const shownLines = (value: unknown) => ({ value: Array.isArray(value) ? value.join('\n') : '' })
