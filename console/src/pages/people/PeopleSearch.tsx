import { Form } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { ListTable } from '../../parts/ListTable.tsx'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { peopleWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Person = components['schemas']['Beneficiary']

interface Sought {
  readonly personNo?: string
  readonly name?: string
  readonly idNumber?: string
}

/** Nobody is listed unasked: a look at a person has to have been wanted. Names and ID numbers are kept out of the address. */
export function PeopleSearch() {
  const say = useSay()
  const [form] = Form.useForm<Sought>()
  const [sought, setSought] = useState<Sought | null>(null)
  const search = (given: Sought) => {
    const isEmpty = Object.keys(given).length === 0
    form.setFields([{ name: 'personNo', errors: isEmpty ? [say(words.atLeastOne)] : [] }])
    setSought(isEmpty ? null : given)
  }
  return (
    <>
      <div className="head">
        <h1>{say(words.title)}</h1>
        <span className="quiet">{say(words.how)}</span>
      </div>
      <SearchCard
        form={form}
        onSearch={search}
        fields={[
          { name: 'personNo', label: words.personNo, maxLength: 30 },
          { name: 'name', label: words.name, maxLength: 50 },
          { name: 'idNumber', label: words.idNumber, maxLength: 50 },
        ]}
      />
      {sought ? (
        <ListTable<Person>
          label={say(words.title)}
          queryKey={['people', sought]}
          load={(page) => dataOf(api.POST('/v1/beneficiaries/search', { params: { query: page }, body: sought }))}
          form={form}
          rowKey="personNo"
          empty={words.nobody}
          columns={[
            {
              title: say(words.personNo),
              render: (_, { personNo }) => <Link href={`/${personNo}`}>{personNo}</Link>,
            },
            { title: say(words.name), dataIndex: 'name' },
            { title: say(words.idNumber), dataIndex: 'idNumber' },
            { title: say(words.birthDate), dataIndex: 'birthDate' },
            { title: say(words.insuredRegion), dataIndex: 'insuredRegion' },
            { title: say(words.insurance), render: (_, { insurance }) => say(words[insurance]) },
          ]}
        />
      ) : null}
    </>
  )
}
