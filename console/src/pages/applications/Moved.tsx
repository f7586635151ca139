import { Table } from 'antd'
import { Link } from 'wouter'
import type { components } from '../../../../clients/typescript/src/index.ts'
import { shownMoney, sumOf } from '../../parts/money.ts'
import { applicationWords as words } from '../../words/catalogue.ts'
import { useSay, type Words } from '../../words/language.tsx'

export type Preview = components['schemas']['Resettlement']
type Moved = Preview['settlements'][number]

const aidOf = ({ assistance, reAid, tilt }: Moved['before']) => sumOf(assistance, reAid, tilt)

interface Shown {
  readonly title: Words
  readonly preview: Preview
}

/** The money that a recalculation moves, settlement by settlement. */
export function Moved({ title, preview }: Shown) {
  const say = useSay()
  return (
    <section className="card" aria-label={say(title)}>
      <h2>{say(title)}</h2>
      <Table<Moved>
        rowKey="id"
        size="small"
        bordered
        pagination={false}
        dataSource={[...preview.settlements]}
        locale={{ emptyText: say(words.noChange) }}
        columns={[
          {
            title: say(words.settlementNo),
            render: (_, { id, settlementNo }) => <Link href={`~/console/settlements/${id}`}>{settlementNo}</Link>,
          },
          { title: say(words.hospitalCode), dataIndex: 'hospitalCode' },
          { title: say(words.aidBefore), align: 'right', render: (_, { before }) => shownMoney(aidOf(before)) },
          { title: say(words.aidAfter), align: 'right', render: (_, { after }) => shownMoney(aidOf(after)) },
          {
            title: say(words.personGetsBack),
            align: 'right',
            render: (_, { personGetsBack }) => shownMoney(personGetsBack),
          },
          { title: say(words.owedToPerson), align: 'right', render: (_, { owedToPerson }) => shownMoney(owedToPerson) },
        ]}
      />
    </section>
  )
}
