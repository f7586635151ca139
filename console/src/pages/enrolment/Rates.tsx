import { useQuery } from '@tanstack/react-query'
import { Form, Table, Tag } from 'antd'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { enrolmentGroupNames } from '../../../../src/domain/names/enrolment-groups.ts'
import { api } from '../../api/client.ts'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { shellWords, enrolmentWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { Enrolment } from '../overview/Enrolment.tsx'
import type { YearOf } from '../overview/year-of.tsx'
import { useYearOfRegion, yearFields } from './year-of-region.ts'

/** The groups against their line, and each place below the region. */
export function Rates() {
  const [form] = Form.useForm()
  const { sought, setSought, of } = useYearOfRegion()
  return (
    <>
      <SearchCard form={form} fields={yearFields} begin={sought} onSearch={setSought} />
      <Enrolment of={of} />
      <Places of={of} />
    </>
  )
}

type Place = components['schemas']['EnrolmentOfPlace'] & { readonly group: keyof typeof enrolmentGroupNames | null }

function Places({ of }: { readonly of: YearOf }) {
  const say = useSay()
  const { data } = useQuery({
    queryKey: ['enrolment', of],
    queryFn: () => dataOf(api.GET('/v1/enrolment', { params: { query: of } })),
  })
  const rows: Place[] = (data?.groups ?? []).flatMap(({ group, cities, counties }) =>
    [...cities, ...counties].map((place) => ({ ...place, group })),
  )
  return (
    <section className="card" aria-label={say(words.places)}>
      <h2>{say(words.places)}</h2>
      <Table<Place>
        rowKey={({ group, region }) => `${group} ${region}`}
        size="small"
        bordered
        pagination={false}
        dataSource={rows}
        locale={{ emptyText: say(shellWords.nothing) }}
        columns={[
          { title: say(words.region), dataIndex: 'region' },
          {
            title: say(words.group),
            render: (_, { group }) => say(group ? enrolmentGroupNames[group] : shellWords.all),
          },
          { title: say(words.people), align: 'right', dataIndex: 'people' },
          { title: say(words.enrolled), align: 'right', dataIndex: 'enrolled' },
          { title: say(words.rate), align: 'right', render: (_, { rate }) => (rate === null ? '' : `${rate}%`) },
          {
            title: say(words.status),
            render: (_, { below }) =>
              below === null ? null : (
                <Tag color={below ? 'error' : 'success'}>{say(below ? words.below : words.reached)}</Tag>
              ),
          },
        ]}
      />
    </section>
  )
}
