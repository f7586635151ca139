import { Descriptions, Form, Tag } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { categoryName } from '../../../../src/domain/names/categories.ts'
import { api } from '../../api/client.ts'
import { Amount } from '../../parts/Amount.tsx'
import { Choice } from '../../parts/Choice.tsx'
import { departmentOf } from '../../parts/departments.ts'
import { Exports } from '../../parts/Exports.tsx'
import { HowFar, whileRunning } from '../../parts/HowFar.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { useLoaded } from '../../parts/loaded.tsx'
import { shownMoney } from '../../parts/money.ts'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { useSought } from '../../parts/sought.ts'
import { enrolmentWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { Figures } from '../overview/Figures.tsx'

type Run = components['schemas']['PremiumSubsidyRun']
type Line = components['schemas']['PremiumSubsidyLine']

const outcomes = [
  ...(['recorded', 'corrected', 'unchanged', 'not-enrolled'] as const),
  ...(['died', 'nothing', 'left-open', 'elsewhere', 'failed'] as const),
]

export function OneRun({ id }: { readonly id: string }) {
  const say = useSay()
  const { data, waiting } = useLoaded({
    queryKey: ['subsidy-runs', 'one', id],
    queryFn: () => dataOf(api.GET('/v1/premium-subsidy-runs/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => whileRunning(state.data?.status),
  })
  if (!data) return waiting
  return (
    <>
      <Descriptions
        className="card"
        size="small"
        column={3}
        items={[
          { label: say(words.region), children: data.region },
          { label: say(words.year), children: data.year },
          { label: say(words.kind), children: say(data.dryRun ? words.dry : words.wet) },
          { label: say(words.status), children: <Tag>{say(words[data.status])}</Tag> },
          { label: say(words.requestedAt), children: <ShownTime at={data.requestedAt} /> },
          { label: say(words.failures), children: data.failures },
          { label: say(words.people), children: data.totals.people },
          { label: say(words.due), children: shownMoney(data.totals.due) },
          { label: say(words.amount), children: shownMoney(data.totals.amount) },
        ]}
      />
      {whileRunning(data.status) ? <HowFar done={data.done} total={data.total} /> : <Outcome run={data} />}
    </>
  )
}

function Outcome({ run: { id, byCategory } }: { readonly run: Run }) {
  const say = useSay()
  return (
    <>
      <Figures
        title={say(words.byCategory)}
        rows={byCategory}
        rowKey={({ category, tier }) => `${category} ${tier}`}
        columns={[
          {
            title: say(words.category),
            render: (_, { category }) => say(category === null ? words.none : categoryName(category)),
          },
          { title: say(words.people), align: 'right', render: (_, { people }) => people },
          { title: say(words['not-enrolled']), align: 'right', render: (_, { notEnrolled }) => notEnrolled },
          { title: say(words.due), align: 'right', render: (_, { due }) => shownMoney(due) },
          { title: say(words.before), align: 'right', render: (_, { before }) => shownMoney(before) },
          { title: say(words.amount), align: 'right', render: (_, { amount }) => shownMoney(amount) },
        ]}
        bar={({ due }) => due}
      />
      <Lines id={id} />
    </>
  )
}

interface Sought {
  readonly status?: Line['status']
}

function Lines({ id }: { readonly id: string }) {
  const say = useSay()
  const [sought, setSought] = useSought<Sought>()
  return (
    <section className="card">
      <div className="head">
        <h2>{say(words.lines)}</h2>
        <Form layout="inline">
          <Choice
            id="status"
            label={words.outcome}
            values={outcomes}
            names={words}
            value={sought.status ?? ''}
            onChange={(status) => setSought(status === '' ? {} : { status })}
          />
          <div className="actions">
            <Exports path={`/v1/premium-subsidy-runs/${encodeURIComponent(id)}/lines`} query={sought} />
          </div>
        </Form>
      </div>
      <ListTable<Line>
        label={say(words.lines)}
        queryKey={['subsidy-runs', 'lines', id, sought]}
        load={(page) =>
          dataOf(
            api.GET('/v1/premium-subsidy-runs/{id}/lines', {
              params: { path: { id }, query: { ...sought, ...page } },
            }),
          )
        }
        rowKey="personNo"
        columns={[
          {
            title: say(words.personNo),
            render: (_, { personNo }) => <Link href={`~/console/people/${personNo}`}>{personNo}</Link>,
          },
          { title: say(words.name), dataIndex: 'name' },
          {
            title: say(words.category),
            render: (_, { category }) => say(category === null ? words.none : categoryName(category)),
          },
          { title: say(words.department), render: (_, { department }) => say(departmentOf(department)) },
          { title: say(words.outcome), render: (_, { status }) => <Tag>{say(words[status])}</Tag> },
          {
            title: say(words.contribution),
            align: 'right',
            render: (_, { contribution }) => (contribution === null ? '' : shownMoney(contribution)),
          },
          {
            title: say(words.before),
            align: 'right',
            render: (_, { before }) => (before === null ? '' : shownMoney(before)),
          },
          {
            title: say(words.amount),
            align: 'right',
            render: (_, { amount, reasons, clauseId }) => (
              <Amount
                yuan={amount}
                about={
                  <>
                    {reasons.length === 0
                      ? say(words.noReason)
                      : reasons.map(({ code, text }) => <p key={code}>{text}</p>)}
                    {clauseId ? <code>{clauseId}</code> : null}
                  </>
                }
              />
            ),
          },
        ]}
      />
    </section>
  )
}
