import { Table } from 'antd'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { careNames } from '../../../../src/domain/names/care.ts'
import { categoryName } from '../../../../src/domain/names/categories.ts'
import { api } from '../../api/client.ts'
import { Exports } from '../../parts/Exports.tsx'
import { useLoaded } from '../../parts/loaded.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { shellWords, overviewWords as words } from '../../words/catalogue.ts'
import { type useLanguage, useSay } from '../../words/language.tsx'
import { useYearOf, YearSearch } from './year-of.tsx'

type Indicator = components['schemas']['Indicator']
type Say = ReturnType<typeof useLanguage>['say']

/** A share of one, of four decimals, in per cent: `0.7123` is `71.23%`. Text throughout. */
export function percentOfShare(share: string): string {
  const [whole = '', part = ''] = share.split('.')
  const digits = `${whole}${part.padEnd(4, '0').slice(0, 4)}`.replace(/^0+(?=\d{3})/, '')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}%`
}

const shownValue = ({ value, unit }: Pick<Indicator, 'value' | 'unit'>) =>
  value === null ? '—' : unit === 'share' ? percentOfShare(value) : value

function scopeOf({ scope, category, care }: Indicator, say: Say): string {
  if (scope === 'care') return care === null ? '' : say(careNames[care])
  if (scope === 'category') return category === null ? say(words.none) : say(categoryName(category))
  return say(words.all)
}

/** How the year's aid did: each figure with what is above and below its line, and the goal that a document names. */
export function Indicators() {
  const say = useSay()
  const of = useYearOf()
  const { data, waiting } = useLoaded({
    queryKey: ['indicators', of],
    queryFn: () => dataOf(api.GET('/v1/indicators', { params: { query: of } })),
  })
  return (
    <>
      <YearSearch>
        <Exports path="/v1/indicators" query={of} />
      </YearSearch>
      {data ? (
        <section className="card" aria-label={say(words.indicators)}>
          <Table<Indicator>
            rowKey={({ code, scope, category, care }) => `${code} ${scope} ${category} ${care}`}
            size="small"
            bordered
            pagination={false}
            dataSource={[...data.figures]}
            locale={{ emptyText: say(shellWords.nothing) }}
            columns={[
              { title: say(words.indicator), dataIndex: 'name' },
              { title: say(words.of), render: (_, row) => scopeOf(row, say) },
              { title: say(words.value), align: 'right', render: (_, row) => <strong>{shownValue(row)}</strong> },
              {
                title: say(words.numerator),
                render: (_, { numerator }) => `${numerator.amount} · ${numerator.what}`,
              },
              {
                title: say(words.denominator),
                render: (_, { denominator }) => (denominator ? `${denominator.amount} · ${denominator.what}` : ''),
              },
              {
                title: say(words.goal),
                render: (_, { goal, unit }) =>
                  goal ? (
                    <div className="about">
                      {shownValue({ value: goal.value, unit })} · {goal.cite} {goal.says}
                    </div>
                  ) : (
                    ''
                  ),
              },
            ]}
          />
          <p className="quiet">
            {say(words.readAt)} <ShownTime at={data.asOf} />
          </p>
        </section>
      ) : (
        waiting
      )}
    </>
  )
}
