import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { useOperator } from '../../api/session.ts'
import { ListTable } from '../../parts/ListTable.tsx'
import { ProblemAlert } from '../../parts/problem.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { shellWords, systemWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type OpenSession = components['schemas']['Session']

export function Sessions({ isAdmin }: { readonly isAdmin: boolean }) {
  const say = useSay()
  const client = useQueryClient()
  const self = useOperator()
  const end = useMutation({
    mutationFn: (id: string) => dataOf(api.POST('/v1/sessions/{id}/withdraw', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  })
  return (
    <>
      <ProblemAlert error={end.error} />
      <ListTable<OpenSession>
        label={say(words.sessions)}
        queryKey={['sessions']}
        load={(page) => dataOf(api.GET('/v1/sessions', { params: { query: page } }))}
        columns={[
          { title: say(words.username), dataIndex: 'username' },
          { title: say(words.name), dataIndex: 'name' },
          { title: say(words.address), dataIndex: 'address' },
          { title: say(words.since), render: (_, { createdAt }) => <ShownTime at={createdAt} /> },
          { title: say(words.seen), render: (_, { seenAt }) => <ShownTime at={seenAt} /> },
          ...(isAdmin
            ? [
                {
                  title: say(shellWords.actions),
                  key: 'end',
                  render: (_: unknown, { id, operatorId }: OpenSession) =>
                    operatorId === self.id ? null : (
                      <Popconfirm title={say(words.sureEnd)} onConfirm={() => end.mutate(id)}>
                        <Button size="small" danger>
                          {say(words.end)}
                        </Button>
                      </Popconfirm>
                    ),
                },
              ]
            : []),
        ]}
      />
    </>
  )
}
