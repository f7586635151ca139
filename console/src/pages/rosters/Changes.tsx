import { Form, Tag } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { categoryName } from '../../../../src/domain/names/categories.ts'
import { api } from '../../api/client.ts'
import { Choice } from '../../parts/Choice.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { useSought } from '../../parts/sought.ts'
import { rosterWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Change = components['schemas']['RosterChange']

const types = ['opened', 'ended', 'standing', 'missing', 'refused', 'counting', 'settled'] as const
type Kind = (typeof types)[number]

/** The difference to what stands, with those whose counting identity changes. */
export function Changes({ id }: { readonly id: string }) {
  const say = useSay()
  const [{ type = '' }, setSought] = useSought<{ readonly type?: Kind }>()
  const named = (category: string | null) => (category === null ? '' : say(categoryName(category)))
  return (
    <section className="card">
      <div className="head">
        <h2>{say(words.changes)}</h2>
        <Form layout="inline">
          <Choice
            id="type"
            label={words.type}
            values={types}
            names={words}
            value={type}
            onChange={(next) => setSought(next === '' ? {} : { type: next })}
            className="wide"
          />
        </Form>
      </div>
      <ListTable<Change>
        label={say(words.changes)}
        queryKey={['rosters', 'changes', id, type]}
        rowKey={({ personNo, category, line }) => `${personNo} ${category} ${line}`}
        load={(page) =>
          dataOf(
            api.GET('/v1/rosters/{id}/changes', {
              params: { path: { id }, query: { ...(type === '' ? {} : { type }), ...page } },
            }),
          )
        }
        columns={[
          { title: say(words.line), align: 'right', dataIndex: 'line' },
          {
            title: say(words.personNo),
            render: (_, { personNo, newPerson }) =>
              newPerson ? personNo : <Link href={`~/console/people/${personNo}`}>{personNo}</Link>,
          },
          { title: say(words.category), render: (_, { category }) => named(category) },
          { title: say(words.type), render: (_, change) => <Tag>{say(words[change.type])}</Tag> },
          { title: say(words.from), dataIndex: 'from' },
          { title: say(words.to), dataIndex: 'to' },
          { title: say(words.before), render: (_, { counting }) => named(counting.before) },
          {
            title: say(words.after),
            render: (_, { counting }) =>
              counting.changes ? <strong>{named(counting.after) || '—'}</strong> : named(counting.after),
          },
        ]}
      />
    </section>
  )
}
