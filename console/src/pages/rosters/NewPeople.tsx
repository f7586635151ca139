import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { ListTable } from '../../parts/ListTable.tsx'
import { ProblemAlert } from '../../parts/problem.tsx'
import { rosterWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import type { Roster } from './roster.ts'

type NewPerson = components['schemas']['RosterNewPerson']
type Decision = components['schemas']['RosterReviewRequest']

/** People whom a list would register: looked at before it is applied, one by one or all that are open. */
export function NewPeople({ roster: { id, toReview } }: { readonly roster: Roster }) {
  const say = useSay()
  const client = useQueryClient()
  const mayLook = holdsPost(useOperator(), ['clerk', 'reviewer'])
  const { mutate, error, isPending } = useMutation({
    mutationFn: (body: Decision) =>
      dataOf(api.POST('/v1/rosters/{id}/new-people/decisions', { params: { path: { id } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['rosters'] }),
  })
  if (!mayLook) return null
  const one = (personNo: string, decision: 'taken' | 'refused'): Decision => ({
    decision,
    personNos: [personNo],
    ...(decision === 'refused' ? { reason: say(words.refused) } : {}),
  })
  return (
    <section className="card">
      <div className="head">
        <h2>{say(words.reviewTitle)}</h2>
        {toReview > 0 ? (
          <Button loading={isPending} onClick={() => mutate({ decision: 'taken' })}>
            {say(words.take)}
          </Button>
        ) : null}
      </div>
      <ProblemAlert error={error} />
      <ListTable<NewPerson>
        label={say(words.reviewTitle)}
        queryKey={['rosters', 'new-people', id]}
        rowKey="personNo"
        load={(query) => dataOf(api.GET('/v1/rosters/{id}/new-people', { params: { path: { id }, query } }))}
        columns={[
          { title: say(words.personNo), dataIndex: 'personNo' },
          { title: say(words.name), dataIndex: 'name' },
          { title: say(words.idNumber), dataIndex: 'idNumber' },
          { title: say(words.birthDate), dataIndex: 'birthDate' },
          { title: say(words.alike), render: (_, { alike }) => alike.join(' ') },
          {
            title: say(words.decision),
            render: (_, { personNo, decision }) =>
              decision ? (
                say(words[decision])
              ) : (
                <div className="actions">
                  <Button size="small" onClick={() => mutate(one(personNo, 'taken'))}>
                    {say(words.accepted)}
                  </Button>
                  <Button size="small" danger onClick={() => mutate(one(personNo, 'refused'))}>
                    {say(words.refused)}
                  </Button>
                </div>
              ),
          },
        ]}
      />
    </section>
  )
}
