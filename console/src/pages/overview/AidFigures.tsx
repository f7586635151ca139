import { Statistic, type TableColumnsType } from 'antd'
import type { components } from '../../../../clients/typescript/src/index.ts'
import { careNames } from '../../../../src/domain/names/care.ts'
import { categoryName } from '../../../../src/domain/names/categories.ts'
import { shownMoney } from '../../parts/money.ts'
import { overviewWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { Behind } from './Behind.tsx'
import { Figures } from './Figures.tsx'
import type { YearOf } from './year-of.tsx'

type Aid = components['schemas']['AidOverview']
type Sums = Pick<Aid['byMonth'][number], 'settlements' | 'assistance' | 'reAid' | 'tilt' | 'aid'>

export function AidFigures({ aid, of }: { readonly aid: Aid; readonly of: YearOf }) {
  const say = useSay()
  const sums = <Row extends Sums>(): TableColumnsType<Row> => [
    { title: say(words.settlements), align: 'right', render: (_, { settlements }) => settlements },
    { title: say(words.assistance), align: 'right', render: (_, { assistance }) => shownMoney(assistance) },
    { title: say(words.reAid), align: 'right', render: (_, { reAid }) => shownMoney(reAid) },
    { title: say(words.tilt), align: 'right', render: (_, { tilt }) => shownMoney(tilt) },
    { title: say(words.aid), align: 'right', render: (_, row) => shownMoney(row.aid) },
  ]
  const bar = (row: Sums) => row.aid
  return (
    <>
      <div className="card figures">
        <Statistic title={say(words.settlements)} value={aid.settlements} />
        {(['aid', 'assistance', 'reAid', 'tilt'] as const).map((name) => (
          <Statistic key={name} title={say(words[name])} value={aid[name]} formatter={() => shownMoney(aid[name])} />
        ))}
      </div>
      <Figures
        title={say(words.byMonth)}
        rows={aid.byMonth}
        rowKey={({ month }) => month}
        columns={[{ title: say(words.month), render: (_, { month }) => month }, ...sums<Aid['byMonth'][number]>()]}
        bar={bar}
      />
      <Figures
        title={say(words.byCategory)}
        rows={aid.byCategory}
        rowKey={({ category }) => category ?? ''}
        columns={[
          {
            title: say(words.category),
            render: (_, { category }) => say(category === null ? words.none : categoryName(category)),
          },
          ...sums<Aid['byCategory'][number]>(),
        ]}
        bar={bar}
      />
      <Figures
        title={say(words.byCare)}
        rows={aid.byCare}
        rowKey={({ care }) => care}
        columns={[
          { title: say(words.care), render: (_, { care }) => say(careNames[care]) },
          ...sums<Aid['byCare'][number]>(),
        ]}
        bar={bar}
      />
      <Figures
        title={say(words.byHospital)}
        rows={aid.byHospital}
        rowKey={({ hospitalCode }) => hospitalCode}
        columns={[
          {
            title: say(words.hospital),
            render: (_, { hospitalCode, name }) => (
              <Behind
                to="settlements"
                query={{ hospitalCode, from: `${of.year}-01-01`, to: `${of.year}-12-31` }}
                shown={`${hospitalCode} ${name ?? ''}`}
              />
            ),
          },
          ...sums<Aid['byHospital'][number]>(),
        ]}
        bar={bar}
      />
    </>
  )
}
