import { Form } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { categoryName } from '../../../../src/domain/names/categories.ts'
import { api } from '../../api/client.ts'
import { departmentOf } from '../../parts/departments.ts'
import { Exports } from '../../parts/Exports.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { enrolmentWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { useYearOfRegion, yearFields } from './year-of-region.ts'

type Person = components['schemas']['NotEnrolledPerson']

export function NotEnrolled() {
  const say = useSay()
  const [form] = Form.useForm()
  const { sought, setSought, of } = useYearOfRegion()
  return (
    <>
      <SearchCard form={form} fields={yearFields} begin={sought} onSearch={setSought}>
        <Exports path="/v1/enrolment/not-enrolled" query={of} />
      </SearchCard>
      <ListTable<Person>
        label={say(words.missing)}
        queryKey={['enrolment', 'missing', of]}
        load={(page) => dataOf(api.GET('/v1/enrolment/not-enrolled', { params: { query: { ...of, ...page } } }))}
        form={form}
        rowKey="personNo"
        empty={words.everybodyIn}
        columns={[
          {
            title: say(words.personNo),
            render: (_, { personNo }) => <Link href={`~/console/people/${personNo}`}>{personNo}</Link>,
          },
          { title: say(words.name), dataIndex: 'name' },
          { title: say(words.region), dataIndex: 'insuredRegion' },
          {
            title: say(words.category),
            render: (_, { categories }) => categories.map((category) => say(categoryName(category))).join('、'),
          },
          { title: say(words.department), render: (_, { department }) => say(departmentOf(department)) },
        ]}
      />
    </>
  )
}
