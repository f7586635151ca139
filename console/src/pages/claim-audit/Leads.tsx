import { Form, Table } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { type AuditLead, auditLeadNames, auditLeads } from '../../../../src/domain/names/audit-leads.ts'
import { api } from '../../api/client.ts'
import { useOperator } from '../../api/session.ts'
import { Exports } from '../../parts/Exports.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { useLoaded } from '../../parts/loaded.tsx'
import { shownMoney } from '../../parts/money.ts'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { asQuery, useSought } from '../../parts/sought.ts'
import { claimAuditWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Kind = components['schemas']['AuditLeadKinds']['kinds'][number]
type Lead = components['schemas']['AuditLead']

interface Sought {
  readonly region?: string
  readonly lead?: AuditLead
}

/** What may be looked into, by its kind; a kind opens its lines. */
export function Leads() {
  const say = useSay()
  const operator = useOperator()
  const [{ lead, region = operator.region }] = useSought<Sought>({ region: operator.region })
  return (
    <>
      <p className="quiet">{say(words.aboutLeads)}</p>
      <LeadSearch key={`${region} ${lead}`} sought={{ region, lead }} />
      {lead ? <Lines of={{ region, lead }} /> : <Kinds region={region} />}
    </>
  )
}

/** A link leads to another kind: a form that is there already would keep what was in it. */
function LeadSearch({ sought }: { readonly sought: Sought }) {
  const say = useSay()
  const [form] = Form.useForm<Sought>()
  const [, setSought] = useSought<Sought>()
  return (
    <SearchCard
      form={form}
      begin={sought}
      onSearch={setSought}
      fields={[
        { name: 'region', label: words.region, maxLength: 6 },
        {
          name: 'lead',
          label: words.lead,
          options: auditLeads.map((value) => ({ value, label: say(auditLeadNames[value]) })),
        },
      ]}
    >
      {sought.lead ? <Exports path={`/v1/audit-leads/${sought.lead}`} query={{ region: sought.region }} /> : null}
    </SearchCard>
  )
}

function Kinds({ region }: { readonly region: string }) {
  const say = useSay()
  const { data, waiting } = useLoaded({
    queryKey: ['audit-leads', region],
    queryFn: () => dataOf(api.GET('/v1/audit-leads', { params: { query: { region } } })),
  })
  if (!data) return waiting
  return (
    <section className="card" aria-label={say(words.leads)}>
      <Table<Kind>
        rowKey="kind"
        size="small"
        bordered
        pagination={false}
        dataSource={[...data.kinds]}
        columns={[
          {
            title: say(words.lead),
            render: (_, { kind }) => (
              <Link href={`/leads?${asQuery({ region, lead: kind })}`}>{say(auditLeadNames[kind])}</Link>
            ),
          },
          { title: say(words.count), align: 'right', dataIndex: 'count' },
        ]}
      />
    </section>
  )
}

const between = (from: string | null, to: string | null) => [from, to].filter((day) => day !== null).join(' — ')

function Lines({ of: { region, lead } }: { readonly of: Required<Sought> }) {
  const say = useSay()
  return (
    <ListTable<Lead>
      label={say(auditLeadNames[lead])}
      queryKey={['audit-leads', region, lead]}
      load={(page) =>
        dataOf(api.GET('/v1/audit-leads/{lead}', { params: { path: { lead }, query: { region, ...page } } }))
      }
      rowKey={({ personNo, settlementId, year, other, otherFrom }) =>
        `${personNo} ${settlementId} ${year} ${other} ${otherFrom}`
      }
      empty={words.noLead}
      columns={[
        {
          title: say(words.personNo),
          render: (_, { personNo }) => <Link href={`~/console/people/${personNo}`}>{personNo}</Link>,
        },
        {
          title: say(words.settlementNo),
          render: (_, { settlementId, settlementNo }) =>
            settlementId ? <Link href={`~/console/settlements/${settlementId}`}>{settlementNo}</Link> : '',
        },
        { title: say(words.hospitalCode), dataIndex: 'hospitalCode' },
        { title: say(words.year), align: 'right', dataIndex: 'year' },
        { title: say(words.days), render: (_, { from, to }) => between(from, to) },
        { title: say(words.amount), align: 'right', render: (_, { amount }) => shownMoney(amount) },
        { title: say(words.other), dataIndex: 'other' },
        { title: say(words.otherDays), render: (_, { otherFrom, otherTo }) => between(otherFrom, otherTo) },
      ]}
    />
  )
}
