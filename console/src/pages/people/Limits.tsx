import { useQuery } from '@tanstack/react-query'
import { Progress } from 'antd'
import { dataOf } from '../../../../clients/typescript/src/index.ts'
import { limitOfPeriod } from '../../../../src/domain/names/limits.ts'
import { api } from '../../api/client.ts'
import { ClauseNote } from '../../parts/ClauseNote.tsx'
import { percentOf, shownMoney } from '../../parts/money.ts'
import { ProblemAlert } from '../../parts/problem.tsx'
import { settlementWords, shellWords, peopleWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

interface Whose {
  readonly personNo: string
  readonly year: number
}

/** What is left of each limit of the year, as bars with their figures. */
export function Limits({ personNo, year }: Whose) {
  const say = useSay()
  const { data, error } = useQuery({
    queryKey: ['annual-cap', personNo, year],
    queryFn: () =>
      dataOf(api.GET('/v1/beneficiaries/{personNo}/annual-cap', { params: { path: { personNo }, query: { year } } })),
  })
  return (
    <section className="card" aria-label={say(words.limits)}>
      <h2>{say(words.limits)}</h2>
      <ProblemAlert error={error} />
      {data?.limits.length === 0 ? say(shellWords.nothing) : null}
      {data?.limits.map(({ name, period, limit, used, remaining, clause }) => {
        const label = say(limitOfPeriod(name, data.region, period))
        return (
          <div key={name} className="limit">
            <span>{label}</span>
            {limit === null ? (
              <span className="quiet">{say(settlementWords.unlimited)}</span>
            ) : (
              <Progress percent={percentOf(used, limit)} showInfo={false} aria-label={label} />
            )}
            <span className="money">
              {say(words.used)} {shownMoney(used)}
              {limit === null ? '' : ` / ${shownMoney(limit)}`}
            </span>
            <span className="money">
              {remaining === null ? '' : `${say(words.remaining)} ${shownMoney(remaining)}`}
            </span>
            {clause ? <ClauseNote clause={clause} region={data.region} on={data.on} /> : null}
          </div>
        )
      })}
    </section>
  )
}
