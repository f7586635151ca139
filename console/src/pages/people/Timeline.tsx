import { Tag } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { ListTable } from '../../parts/ListTable.tsx'
import { shownMoney, sumOf } from '../../parts/money.ts'
import { peopleWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Entry = components['schemas']['Entry']

interface Whose {
  readonly personNo: string
  readonly year: number
}

/** Every entry of the year's ledger; each leads to its settlement, which says why something was not paid. */
export function Timeline({ personNo, year }: Whose) {
  const say = useSay()
  return (
    <section className="card">
      <h2>{say(words.timeline)}</h2>
      <ListTable<Entry>
        label={say(words.timeline)}
        queryKey={['ledger', personNo, year]}
        load={(page) =>
          dataOf(
            api.GET('/v1/beneficiaries/{personNo}/ledger', {
              params: { path: { personNo }, query: { year, ...page } },
            }),
          )
        }
        columns={[
          { title: say(words.happened), render: (_, { eventOn, opening }) => eventOn ?? opening?.asOf ?? '' },
          { title: say(words.entry), render: (_, { kind }) => <Tag>{say(words[kind])}</Tag> },
          {
            title: say(words.settlementNo),
            render: (_, { settlementNo, opening }) => settlementNo ?? opening?.openingNo ?? '',
          },
          { title: say(words.total), align: 'right', render: (_, { total }) => shownMoney(total) },
          {
            title: say(words.aid),
            align: 'right',
            render: (_, { payers }) => shownMoney(sumOf(payers.assistance, payers.reAid, payers.tilt)),
          },
          { title: say(words.person), align: 'right', render: (_, { payers }) => shownMoney(payers.person) },
          {
            title: say(words.why),
            render: (_, { kind, settlementId, opening }) =>
              kind === 'opening' ? (
                (opening?.source ?? '')
              ) : (
                <Link href={`~/console/settlements/${settlementId}`}>{say(words.why)}</Link>
              ),
          },
        ]}
      />
    </section>
  )
}
