import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { ListTable } from '../../parts/ListTable.tsx'
import { ProblemAlert } from '../../parts/problem.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { shellWords, systemWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Job = components['schemas']['Job']

export function Jobs({ isAdmin }: { readonly isAdmin: boolean }) {
  const say = useSay()
  const client = useQueryClient()
  const cancel = useMutation({
    mutationFn: (id: string) => dataOf(api.POST('/v1/jobs/{id}/withdraw', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['jobs'] }),
  })
  const isOpen = ({ status }: Job) => status === 'queued' || status === 'running'
  return (
    <>
      <ProblemAlert error={cancel.error} />
      <ListTable<Job>
        label={say(words.jobs)}
        queryKey={['jobs']}
        load={(page) => dataOf(api.GET('/v1/jobs', { params: { query: page } }))}
        columns={[
          { title: say(words.operation), render: (_, { kind }) => <code>{kind}</code> },
          { title: say(words.region), dataIndex: 'region' },
          { title: say(words.state), render: (_, { status }) => <Tag>{say(words[status])}</Tag> },
          {
            title: say(words.progress),
            render: (_, { done, total, problem }) => problem?.detail ?? `${done} / ${total ?? '…'}`,
          },
          { title: say(words.begun), render: (_, { createdAt }) => <ShownTime at={createdAt} /> },
          ...(isAdmin
            ? [
                {
                  title: say(shellWords.actions),
                  key: 'cancel',
                  render: (_: unknown, job: Job) =>
                    isOpen(job) ? (
                      <Button size="small" onClick={() => cancel.mutate(job.id)}>
                        {say(shellWords.cancel)}
                      </Button>
                    ) : null,
                },
              ]
            : []),
        ]}
      />
    </>
  )
}
