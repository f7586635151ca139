import { Form, Tag } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { categoryName } from '../../../../src/domain/names/categories.ts'
import { directionNames } from '../../../../src/domain/what-if/what-if-names.ts'
import { api } from '../../api/client.ts'
import { Exports } from '../../parts/Exports.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { shownMoney } from '../../parts/money.ts'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { useSought } from '../../parts/sought.ts'
import { whatIfWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Person = components['schemas']['WhatIfPerson']
type Direction = keyof typeof directionNames

interface Sought {
  readonly view?: string
  readonly direction?: Direction
}

const directions = Object.keys(directionNames) as Direction[]

/** Whom the draft gives what, with masked names. */
export function RunPeople({ id }: { readonly id: string }) {
  const say = useSay()
  const [form] = Form.useForm<Sought>()
  const [{ view, direction }, setSought] = useSought<Sought>()
  return (
    <>
      <p className="quiet">{say(words.aboutPersons)}</p>
      <SearchCard
        form={form}
        begin={direction ? { direction } : {}}
        onSearch={(found) => setSought({ ...(view ? { view } : {}), ...found })}
        fields={[
          {
            name: 'direction',
            label: words.direction,
            options: directions.map((value) => ({ value, label: say(directionNames[value]) })),
          },
        ]}
      >
        <Exports path={`/v1/what-if-runs/${encodeURIComponent(id)}/people`} />
      </SearchCard>
      <ListTable<Person>
        label={say(words.persons)}
        queryKey={['what-if', 'people', id, direction]}
        load={(page) =>
          dataOf(
            api.GET('/v1/what-if-runs/{id}/people', {
              params: { path: { id }, query: { ...(direction ? { direction } : {}), ...page } },
            }),
          )
        }
        rowKey="personNo"
        form={form}
        empty={words.noPerson}
        columns={[
          {
            title: say(words.personNo),
            render: (_, { personNo }) => <Link href={`~/console/people/${personNo}`}>{personNo}</Link>,
          },
          { title: say(words.personName), dataIndex: 'name' },
          { title: say(words.county), dataIndex: 'county' },
          {
            title: say(words.category),
            render: (_, { category }) => say(category === null ? words.nobody : categoryName(category)),
          },
          { title: say(words.visits), align: 'right', dataIndex: 'visits' },
          ...(['aidBefore', 'aidAfter', 'burdenBefore', 'burdenAfter'] as const).map((name) => ({
            title: say(words[name]),
            align: 'right' as const,
            render: (_: unknown, person: Person) => shownMoney(person[name]),
          })),
          { title: say(words.problem), render: (_, { problem }) => (problem ? <Tag>{problem}</Tag> : null) },
        ]}
      />
    </>
  )
}
