import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Popconfirm } from 'antd'
import { dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { HowFar } from '../../parts/HowFar.tsx'
import { ProblemAlert } from '../../parts/problem.tsx'
import { rosterWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import type { Roster } from './roster.ts'

const mayBeApplied: readonly Roster['status'][] = ['loaded', 'interrupted']

/** Applied by a reviewer, who is not the sender; given up by a clerk. */
export function ApplyRoster({ roster: { id, status, jobId } }: { readonly roster: Roster }) {
  const say = useSay()
  const client = useQueryClient()
  const operator = useOperator()
  const { mutate, error, isPending } = useMutation({
    mutationFn: async (what: 'apply' | 'withdraw') => {
      const params = { path: { id } }
      if (what === 'apply') await dataOf(api.POST('/v1/rosters/{id}/apply', { params }))
      else await dataOf(api.POST('/v1/rosters/{id}/withdraw', { params }))
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['rosters'] }),
  })
  const isOpen = mayBeApplied.includes(status)
  const isReviewer = holdsPost(operator, ['reviewer'])
  return (
    <>
      <ProblemAlert error={error} />
      {isOpen && !isReviewer ? <Alert className="problem" type="info" showIcon title={say(words.ownList)} /> : null}
      {isOpen ? (
        <div className="actions problem">
          {isReviewer ? (
            <Popconfirm title={say(words.sureApply)} onConfirm={() => mutate('apply')}>
              <Button type="primary" loading={isPending}>
                {say(words.apply)}
              </Button>
            </Popconfirm>
          ) : null}
          {holdsPost(operator, ['clerk']) ? (
            <Popconfirm title={say(words.sureGiveUp)} onConfirm={() => mutate('withdraw')}>
              <Button danger loading={isPending}>
                {say(words.giveUp)}
              </Button>
            </Popconfirm>
          ) : null}
        </div>
      ) : null}
      {jobId && status === 'applying' ? <JobProgress id={jobId} /> : null}
    </>
  )
}

function JobProgress({ id }: { readonly id: string }) {
  const { data } = useQuery({
    queryKey: ['jobs', id],
    queryFn: () => dataOf(api.GET('/v1/jobs/{id}', { params: { path: { id } } })),
    refetchInterval: 1_000,
  })
  return data ? <HowFar done={data.done} total={data.total} /> : <HowFar done={0} total={null} />
}
