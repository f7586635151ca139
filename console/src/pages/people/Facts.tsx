import { Tag } from 'antd'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { categoryName } from '../../../../src/domain/names/categories.ts'
import { filingKindNames } from '../../../../src/domain/names/filings.ts'
import { api } from '../../api/client.ts'
import { departmentOf } from '../../parts/departments.ts'
import { ListTable } from '../../parts/ListTable.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { peopleWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Identity = components['schemas']['Identity']
type Registration = components['schemas']['Registration']
type Filing = components['schemas']['Filing']
type PersonEnrolment = components['schemas']['PersonEnrolment']

/** What is registered of a person, each with where it came from. */
export function Facts({ personNo }: { readonly personNo: string }) {
  const say = useSay()
  const path = { personNo }
  return (
    <>
      <section className="card">
        <h2>{say(words.identities)}</h2>
        <ListTable<Identity>
          label={say(words.identities)}
          queryKey={['identities', personNo]}
          load={(query) => dataOf(api.GET('/v1/beneficiaries/{personNo}/identities', { params: { path, query } }))}
          columns={[
            { title: say(words.category), render: (_, { category }) => say(categoryName(category)) },
            { title: say(words.from), dataIndex: 'from' },
            {
              title: say(words.to),
              render: (_, { to, annulledAt }) => (annulledAt ? <Tag>{say(words.annulled)}</Tag> : to),
            },
            {
              title: say(words.certifiedBy),
              render: (_, { certifiedBy }) => say(departmentOf(certifiedBy)),
            },
            { title: say(words.certificateNo), dataIndex: 'certificateNo' },
            { title: say(words.recordedAt), render: (_, { recordedAt }) => <ShownTime at={recordedAt} /> },
          ]}
        />
      </section>
      <section className="card">
        <h2>{say(words.enrolments)}</h2>
        <ListTable<PersonEnrolment>
          label={say(words.enrolments)}
          queryKey={['enrolments', personNo]}
          load={(query) => dataOf(api.GET('/v1/beneficiaries/{personNo}/enrolments', { params: { path, query } }))}
          columns={[
            { title: say(words.year), dataIndex: 'year' },
            { title: say(words.tier), render: (_, { tier }) => tier ?? say(words.notEnrolled) },
            { title: say(words.from), dataIndex: 'from' },
            { title: say(words.to), dataIndex: 'to' },
            { title: say(words.recordedAt), render: (_, { recordedAt }) => <ShownTime at={recordedAt} /> },
          ]}
        />
      </section>
      <section className="card">
        <h2>{say(words.registrations)}</h2>
        <ListTable<Registration>
          label={say(words.registrations)}
          queryKey={['registrations', personNo]}
          load={(query) => dataOf(api.GET('/v1/beneficiaries/{personNo}/registrations', { params: { path, query } }))}
          columns={[
            { title: say(words.kind), render: (_, { kind }) => say(words[kind]) },
            { title: say(words.disease), render: (_, { diseaseCode, diseaseName }) => `${diseaseCode} ${diseaseName}` },
            { title: say(words.from), dataIndex: 'from' },
            { title: say(words.to), dataIndex: 'to' },
            { title: say(words.recordedAt), render: (_, { recordedAt }) => <ShownTime at={recordedAt} /> },
          ]}
        />
      </section>
      <section className="card">
        <h2>{say(words.filings)}</h2>
        <ListTable<Filing>
          label={say(words.filings)}
          queryKey={['filings', personNo]}
          load={(query) => dataOf(api.GET('/v1/beneficiaries/{personNo}/filings', { params: { path, query } }))}
          columns={[
            { title: say(words.kind), render: (_, { kind }) => say(filingKindNames[kind]) },
            { title: say(words.place), render: (_, { toHospital, toRegion }) => toHospital ?? toRegion },
            { title: say(words.from), dataIndex: 'from' },
            { title: say(words.to), dataIndex: 'to' },
            { title: say(words.recordedAt), render: (_, { recordedAt }) => <ShownTime at={recordedAt} /> },
          ]}
        />
      </section>
    </>
  )
}
