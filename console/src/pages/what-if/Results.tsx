import { Statistic } from 'antd'
import { Link } from 'wouter'
import type { components } from '../../../../clients/typescript/src/index.ts'
import { type WhatIfTable, whatIfTableNames, whatIfTables } from '../../../../src/domain/what-if/what-if-names.ts'
import { shownMoney } from '../../parts/money.ts'
import { asQuery, useSought } from '../../parts/sought.ts'
import { whatIfWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { RunPeople } from './RunPeople.tsx'
import { RunTable } from './RunTable.tsx'

type Result = NonNullable<components['schemas']['WhatIfRun']['result']>

interface Sought {
  /** Which table, or `people`; the address keeps it. */
  readonly view?: string
}

const people = 'people'

/** What a run came to: in all, and table by table. */
export function Results({ id, result }: { readonly id: string; readonly result: Result }) {
  const say = useSay()
  const [{ view = 'summary' }] = useSought<Sought>()
  const table: WhatIfTable = whatIfTables.find((one) => one === view) ?? 'summary'
  const views = [
    ...whatIfTables.map((name) => ({ name: name as string, said: say(whatIfTableNames[name]) })),
    { name: people, said: say(words.persons) },
  ]
  const here = view === people ? people : table
  return (
    <>
      <nav className="tabs views" aria-label={say(words.results)}>
        {views.map(({ name, said }) => (
          <Link key={name} href={`/${id}?${asQuery({ view: name })}`} aria-current={name === here ? 'page' : undefined}>
            {said}
          </Link>
        ))}
      </nav>
      {here === 'summary' ? <Totals result={result} /> : null}
      {here === people ? <RunPeople id={id} /> : <RunTable key={table} id={id} table={table} />}
      {here === 'summary' ? <RunTable id={id} table="law" /> : null}
    </>
  )
}

function Totals({ result }: { readonly result: Result }) {
  const say = useSay()
  const { aid, burden, gain, lose, stay, refused, runsOut } = result
  const lastsTo = (day: string | null) => day ?? say(words.lasts)
  const figures: readonly (readonly [string, string])[] = [
    [say(words.aidBefore), shownMoney(aid.before)],
    [say(words.aidAfter), shownMoney(aid.after)],
    [say(words.difference), shownMoney(aid.difference)],
    [say(words.percent), aid.percent === null ? '—' : `${aid.percent}%`],
    [say(words.burdenDifference), shownMoney(burden.difference)],
    [say(words.gain), `${gain.people}`],
    [say(words.lose), `${lose.people}`],
    [say(words.stay), `${stay.people}`],
    [say(words.refused), `${refused}`],
    [say(words.runsOut), `${lastsTo(runsOut.before)} / ${lastsTo(runsOut.after)}`],
  ]
  return (
    <div className="card figures">
      {figures.map(([title, shown]) => (
        <Statistic key={title} title={title} value={shown} formatter={() => shown} />
      ))}
    </div>
  )
}
