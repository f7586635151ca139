import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { dataOf } from '../../../../clients/typescript/src/index.ts'
import { api, apiByNumber } from '../../api/client.ts'
import { useOperator } from '../../api/session.ts'
import { ProblemAlert, sayAtFields } from '../../parts/problem.tsx'
import { settlementWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { Explained } from './Explained.tsx'
import { type Settlement, statusNames, wholeOf } from './settlement.ts'
import { type Visit, VisitFields, visitOf } from './VisitFields.tsx'

interface Answered {
  readonly settlement: Settlement
  readonly wasSettled: boolean
}

const begun: Partial<Visit> = {
  care: 'inpatient',
  costs: { total: '', inScope: '', offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00' },
}

/** Quote and settle by a form. The number stays what it is until it is settled, so that a lost answer is asked for again. */
export function EnterSettlement({ maySettle }: { readonly maySettle: boolean }) {
  const say = useSay()
  const client = useQueryClient()
  const { hospitalCode } = useOperator()
  const [form] = Form.useForm<Visit>()
  const [saidAt, setSaidAt] = useState<readonly string[]>([])
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: async (ask: 'quote' | 'settle'): Promise<Answered> => {
      setSaidAt([])
      const body = visitOf(await form.validateFields())
      if (ask === 'quote') {
        return { settlement: wholeOf(await dataOf(api.POST('/v1/settlements/quote', { body }))), wasSettled: false }
      }
      const asked = await apiByNumber.POST('/v1/settlements', { body })
      const settlement = wholeOf(await dataOf(Promise.resolve(asked)))
      return { settlement, wasSettled: asked.response.headers.get('idempotent-replayed') === 'true' }
    },
    onSuccess: (_, ask) => (ask === 'settle' ? client.invalidateQueries({ queryKey: ['settlements'] }) : undefined),
    onError: (refused) => setSaidAt(sayAtFields(form, refused)),
  })
  const isSettled = data?.settlement.status === 'settled'
  const isInvalid = error !== null && 'errorFields' in error
  return (
    <>
      <div className="head">
        <h1>{say(maySettle ? words.enter : words.quote)}</h1>
        <Link href="/">{say(words.title)}</Link>
      </div>
      <Form
        form={form}
        layout="vertical"
        disabled={isPending || isSettled}
        initialValues={{ ...begun, hospitalCode: hospitalCode ?? '' }}
        onValuesChange={() => (data || error ? reset() : undefined)}
      >
        <VisitFields maySettle={maySettle} isHospital={hospitalCode !== null} />
      </Form>
      {isInvalid ? null : <ProblemAlert error={error} saidAt={saidAt} />}
      <Buttons
        maySettle={maySettle}
        settled={isSettled ? data.settlement : null}
        isQuoted={data !== undefined}
        isPending={isPending}
        onAsk={mutate}
        onAnother={() => {
          form.resetFields()
          reset()
        }}
      />
      {data ? (
        <div aria-live="polite">
          <Alert
            className="problem"
            type={isSettled ? 'success' : 'info'}
            showIcon
            title={say(data.wasSettled ? words.wasSettled : statusNames[data.settlement.status])}
          />
          <Explained settlement={data.settlement} />
        </div>
      ) : null}
    </>
  )
}

interface Asking {
  readonly maySettle: boolean
  readonly settled: Settlement | null
  readonly isQuoted: boolean
  readonly isPending: boolean
  readonly onAsk: (ask: 'quote' | 'settle') => void
  readonly onAnother: () => void
}

function Buttons({ maySettle, settled, isQuoted, isPending, onAsk, onAnother }: Asking) {
  const say = useSay()
  if (settled) {
    return (
      <div className="actions problem">
        <Link href={`/${settled.id}`}>
          <Button type="primary">{say(words.open)}</Button>
        </Link>
        <Button onClick={onAnother}>{say(words.another)}</Button>
      </div>
    )
  }
  return (
    <div className="actions problem">
      <Button type={isQuoted ? 'default' : 'primary'} loading={isPending} onClick={() => onAsk('quote')}>
        {say(words.quote)}
      </Button>
      {maySettle ? (
        <Button type={isQuoted ? 'primary' : 'default'} loading={isPending} onClick={() => onAsk('settle')}>
          {say(words.settle)}
        </Button>
      ) : null}
    </div>
  )
}
