import { Alert, Table, Tag } from 'antd'
import { limitOfPeriod } from '../../../../src/domain/names/limits.ts'
import { type Payer, payerNames, payers } from '../../../../src/domain/names/payers.ts'
import { Amount } from '../../parts/Amount.tsx'
import { ClauseNote } from '../../parts/ClauseNote.tsx'
import { shareOf, shownMoney } from '../../parts/money.ts'
import { settlementWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { dayOf, type Settlement } from './settlement.ts'

type Line = Settlement['lines'][number]

/** Who pays what of a settlement or a quote, and why: the waterfall with the clause behind each step. */
export function Explained({ settlement }: { readonly settlement: Settlement }) {
  const say = useSay()
  const { region, reasons, warnings } = settlement
  const on = dayOf(settlement)
  return (
    <>
      <section className="card" aria-label={say(words.who)}>
        <h2>{say(words.who)}</h2>
        <Waterfall settlement={settlement} />
      </section>
      <section className="card" aria-label={say(words.steps)}>
        <h2>{say(words.steps)}</h2>
        <Steps settlement={settlement} />
      </section>
      {reasons.length > 0 ? (
        <section className="card" aria-label={say(words.reasons)}>
          <h2>{say(words.reasons)}</h2>
          <ul className="plain">
            {reasons.map(({ code, text, clause }) => (
              <li key={`${code} ${text}`}>
                {text} {clause ? <ClauseNote clause={clause} region={region} on={on} /> : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {warnings.length > 0 ? (
        <section className="card" aria-label={say(words.warnings)}>
          <h2>{say(words.warnings)}</h2>
          {warnings.map(({ code, text }) => (
            <Alert key={`${code} ${text}`} className="problem" type="warning" showIcon title={text} />
          ))}
        </section>
      ) : null}
      <Limits settlement={settlement} />
    </>
  )
}

/** One bar a payer, each beginning where the one before has ended. */
function Waterfall({ settlement: { payers: sums, costs, lines } }: { readonly settlement: Settlement }) {
  const say = useSay()
  const shown = payers.filter((payer) => sums[payer] !== '0.00' || payer === 'assistance' || payer === 'person')
  return (
    <table className="waterfall">
      <tbody>
        <tr>
          <th scope="row">{say(words.total)}</th>
          <td className="track" aria-hidden="true">
            <span className="bar-of total" style={{ width: '100%' }} />
          </td>
          <td className="money">{shownMoney(costs.total)}</td>
        </tr>
        {shown.map((payer, index) => (
          <tr key={payer}>
            <th scope="row">{say(payerNames[payer])}</th>
            <td className="track" aria-hidden="true">
              {shown.slice(0, index).map((before) => (
                <span key={before} className="gap-of" style={{ width: shareOf(sums[before], costs.total) }} />
              ))}
              <span className={`bar-of ${payer}`} style={{ width: shareOf(sums[payer], costs.total) }} />
            </td>
            <td className="money">
              <Amount yuan={sums[payer]} about={<LinesOf lines={lines} payer={payer} />} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function LinesOf({ lines, payer }: { readonly lines: readonly Line[]; readonly payer: Payer }) {
  const of = lines.filter((line) => line.payer === payer)
  return (
    <ul className="plain">
      {of.map(({ step, text, amount }) => (
        <li key={`${step} ${text} ${amount}`}>{text}</li>
      ))}
    </ul>
  )
}

function Steps({ settlement }: { readonly settlement: Settlement }) {
  const say = useSay()
  const { region, lines } = settlement
  const on = dayOf(settlement)
  return (
    <Table<Line & { readonly key: number }>
      size="small"
      bordered
      pagination={false}
      dataSource={lines.map((line, key) => ({ ...line, key }))}
      columns={[
        { title: say(words.steps), render: (_, { text }) => text },
        { title: say(words.base), align: 'right', width: 120, render: (_, { base }) => shownMoney(base) },
        { title: say(words.rate), align: 'right', width: 80, render: (_, { rate }) => rate ?? '' },
        { title: say(words.amount), align: 'right', width: 120, render: (_, { amount }) => shownMoney(amount) },
        {
          title: say(words.clause),
          width: 320,
          render: (_, { clause }) => (clause ? <ClauseNote clause={clause} region={region} on={on} /> : null),
        },
      ]}
    />
  )
}

function Limits({ settlement: { limits, region } }: { readonly settlement: Settlement }) {
  const say = useSay()
  if (limits.length === 0) return null
  return (
    <section className="card" aria-label={say(words.limits)}>
      <h2>{say(words.limits)}</h2>
      <Table<Settlement['limits'][number]>
        rowKey="name"
        size="small"
        bordered
        pagination={false}
        dataSource={limits}
        columns={[
          { title: say(words.limits), render: (_, { name, period }) => say(limitOfPeriod(name, region, period)) },
          {
            title: say(words.limit),
            align: 'right',
            render: (_, { limit }) => (limit === null ? <Tag>{say(words.unlimited)}</Tag> : shownMoney(limit)),
          },
          { title: say(words.usedBefore), align: 'right', render: (_, { usedBefore }) => shownMoney(usedBefore) },
          { title: say(words.usedAfter), align: 'right', render: (_, { usedAfter }) => shownMoney(usedAfter) },
          {
            title: say(words.remaining),
            align: 'right',
            render: (_, { remaining }) => (remaining === null ? '' : shownMoney(remaining)),
          },
        ]}
      />
    </section>
  )
}
