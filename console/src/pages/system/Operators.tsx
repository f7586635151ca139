import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Popconfirm, Tag } from 'antd'
import { useState } from 'react'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { useOperator } from '../../api/session.ts'
import { ListTable } from '../../parts/ListTable.tsx'
import { ProblemAlert } from '../../parts/problem.tsx'
import { postWords, shellWords, systemWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { AddOperator } from './AddOperator.tsx'

type Operator = components['schemas']['Operator']
type WithPassword = components['schemas']['OperatorWithPassword']

export function Operators({ isAdmin }: { readonly isAdmin: boolean }) {
  const say = useSay()
  const client = useQueryClient()
  const self = useOperator()
  const [made, setMade] = useState<WithPassword | null>(null)
  const [isAdding, setAdding] = useState(false)
  const reread = () => client.invalidateQueries({ queryKey: ['operators'] })
  const change = useMutation({
    mutationFn: async ({ id, how }: { readonly id: string; readonly how: 'reset' | 'withdraw' }) => {
      const params = { path: { id } }
      if (how === 'reset') return dataOf(api.POST('/v1/operators/{id}/reset-password', { params }))
      await dataOf(api.POST('/v1/operators/{id}/withdraw', { params }))
      return null
    },
    onSuccess: (answer) => {
      setMade(answer)
      return reread()
    },
  })
  const added = (answer: WithPassword) => {
    setAdding(false)
    setMade(answer)
    return reread()
  }
  return (
    <>
      {isAdmin ? (
        <div className="actions problem">
          <Button type="primary" disabled={isAdding} onClick={() => setAdding(true)}>
            {say(words.add)}
          </Button>
        </div>
      ) : null}
      {isAdding ? <AddOperator onAdded={added} onClose={() => setAdding(false)} /> : null}
      {made ? (
        <Alert
          className="problem"
          type="warning"
          showIcon
          closable
          onClose={() => setMade(null)}
          title={`${made.operator.username} ${made.operator.name}`}
          description={
            <>
              <code className="secret">{made.firstPassword}</code> {say(words.password)}
            </>
          }
        />
      ) : null}
      <ProblemAlert error={change.error} />
      <ListTable<Operator>
        label={say(words.operators)}
        queryKey={['operators']}
        load={(page) => dataOf(api.GET('/v1/operators', { params: { query: page } }))}
        columns={[
          { title: say(words.username), dataIndex: 'username' },
          { title: say(words.name), dataIndex: 'name' },
          { title: say(words.kind), render: (_, { kind }) => say(words[kind]) },
          { title: say(words.region), render: (_, { hospitalCode, region }) => hospitalCode ?? region },
          {
            title: say(words.posts),
            render: (_, { posts }) => posts.map((post) => <Tag key={post}>{say(postWords[post])}</Tag>),
          },
          { title: say(words.state), render: (_, operator) => <StateOf operator={operator} /> },
          ...(isAdmin
            ? [
                {
                  title: say(shellWords.actions),
                  key: 'change',
                  render: (_: unknown, { id, withdrawnAt }: Operator) =>
                    withdrawnAt !== null || id === self.id ? null : (
                      <div className="actions">
                        <Popconfirm title={say(words.sureReset)} onConfirm={() => change.mutate({ id, how: 'reset' })}>
                          <Button size="small">{say(words.reset)}</Button>
                        </Popconfirm>
                        <Popconfirm title={say(words.sure)} onConfirm={() => change.mutate({ id, how: 'withdraw' })}>
                          <Button size="small" danger>
                            {say(words.withdraw)}
                          </Button>
                        </Popconfirm>
                      </div>
                    ),
                },
              ]
            : []),
        ]}
      />
    </>
  )
}

function StateOf({ operator }: { readonly operator: Operator }) {
  const say = useSay()
  if (operator.withdrawnAt !== null) return <Tag>{say(words.withdrawn)}</Tag>
  if (operator.mustChangePassword) return <Tag color="warning">{say(words.firstPassword)}</Tag>
  return <Tag color="success">{say(words.inUse)}</Tag>
}
