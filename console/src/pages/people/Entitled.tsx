import { useQuery } from '@tanstack/react-query'
import { Descriptions, Form, Input } from 'antd'
import { useState } from 'react'
import { dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { type Clause, ClauseNote } from '../../parts/ClauseNote.tsx'
import { today, yearNow } from '../../parts/days.ts'
import { ProblemAlert } from '../../parts/problem.tsx'
import { peopleWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

interface Whose {
  readonly personNo: string
  readonly year: number
}

const lastDayKnown = (year: number) => (year === yearNow() ? today() : `${year}-12-31`)
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** What the person is entitled to on a day, and why: the identity that counts, how aid is given, the deposit. */
export function Entitled({ personNo, year }: Whose) {
  const say = useSay()
  const [typed, setTyped] = useState<string | null>(null)
  const on = typed !== null && isDay(typed) ? typed : lastDayKnown(year)
  const { data, error } = useQuery({
    queryKey: ['entitlements', personNo, on],
    queryFn: () =>
      dataOf(api.GET('/v1/beneficiaries/{personNo}/entitlements', { params: { path: { personNo }, query: { on } } })),
    placeholderData: (before) => before,
  })
  const note = (clause: Clause | null) =>
    data && clause ? <ClauseNote clause={clause} region={data.region} on={data.on} /> : null
  return (
    <section className="card" aria-label={say(words.entitlement)}>
      <div className="head">
        <h2>{say(words.entitlement)}</h2>
        <Form layout="inline">
          <Form.Item label={say(words.on)} htmlFor="on">
            <Input id="on" type="date" value={typed ?? on} onChange={(event) => setTyped(event.target.value)} />
          </Form.Item>
        </Form>
      </div>
      <ProblemAlert error={error} />
      {data && !error ? (
        <Descriptions
          size="small"
          column={1}
          items={[
            { label: say(words.insurance), children: data.insurance.text },
            {
              label: say(words.counting),
              children: (
                <span>
                  {data.counting.name ?? say(words.noIdentity)} · {data.counting.why} {note(data.counting.clause)}
                </span>
              ),
            },
            {
              label: say(words.channel),
              children: data.channel ? (
                <span>
                  {say(words[data.channel.channel])} {note(data.channel.clause)}
                </span>
              ) : (
                '—'
              ),
            },
            {
              label: say(words.deposit),
              children: (
                <span>
                  {say(data.depositWaiver.waived ? words.waived : words.notWaived)} {data.depositWaiver.condition}{' '}
                  {note(data.depositWaiver.clause)}
                </span>
              ),
            },
          ]}
        />
      ) : null}
    </section>
  )
}
