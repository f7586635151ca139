import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Form, Input, Table } from 'antd'
import { useState } from 'react'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { shownMoney } from '../../parts/money.ts'
import { ProblemAlert, sayAtFields } from '../../parts/problem.tsx'
import { shellWords, settlementWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import type { Settlement } from './settlement.ts'

type Reversal = components['schemas']['Reversal']

interface Given {
  readonly reversalNo: string
  readonly reason: string
  readonly resettleLater?: boolean
}

interface Shown {
  readonly settlement: Settlement
  readonly onClose: () => void
}

/** A reversal, and what follows from it: later settlements that come out differently are named before they are changed. */
export function Reverse({ settlement, onClose }: Shown) {
  const say = useSay()
  const client = useQueryClient()
  const [form] = Form.useForm<Given>()
  const [saidAt, setSaidAt] = useState<readonly string[]>([])
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: ({ reversalNo, reason, resettleLater = false }: Given) => {
      setSaidAt([])
      const { hospitalCode } = settlement
      const settlementNo = settlement.settlementNo ?? ''
      return dataOf(
        api.POST('/v1/reversals', { body: { hospitalCode, settlementNo, reversalNo, reason, resettleLater } }),
      )
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['tasks'] })
      await client.invalidateQueries({ queryKey: ['settlements'] })
    },
    onError: (refused) => setSaidAt(sayAtFields(form, refused)),
  })
  if (data && 'operation' in data) return <Alert className="problem" type="info" showIcon title={say(words.held)} />
  if (data) return <Done reversal={data as Reversal} />
  const needed = [{ required: true, message: say(shellWords.needed) }]
  return (
    <section className="card" aria-label={say(words.reverse)}>
      <h2>{say(words.reverse)}</h2>
      <ProblemAlert error={error} saidAt={saidAt} />
      <Form form={form} layout="vertical" onFinish={(given) => mutate(given)}>
        <div className="fields">
          <Form.Item name="reversalNo" label={say(words.reversalNo)} rules={needed}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="reason" label={say(words.reason)} rules={needed}>
            <Input maxLength={200} />
          </Form.Item>
        </div>
        <Form.Item name="resettleLater" valuePropName="checked">
          <Checkbox>{say(words.resettleLater)}</Checkbox>
        </Form.Item>
        <div className="actions">
          <Button type="primary" danger htmlType="submit" loading={isPending}>
            {say(words.reverse)}
          </Button>
          <Button onClick={onClose}>{say(shellWords.cancel)}</Button>
        </div>
      </Form>
    </section>
  )
}

function Done({ reversal: { adjustments } }: { readonly reversal: Reversal }) {
  const say = useSay()
  return (
    <section className="problem">
      <Alert type="success" showIcon title={say(words.reversed)} />
      {adjustments.length > 0 ? (
        <>
          <h2>{say(words.adjustments)}</h2>
          <Table<Reversal['adjustments'][number]>
            rowKey="id"
            size="small"
            bordered
            pagination={false}
            dataSource={adjustments}
            columns={[
              { title: say(words.settlementNo), dataIndex: 'settlementNo' },
              { title: say(words.hospitalCode), dataIndex: 'hospitalCode' },
              {
                title: say(words.difference),
                align: 'right',
                render: (_, { difference }) => shownMoney(difference.person),
              },
            ]}
          />
        </>
      ) : null}
    </section>
  )
}
