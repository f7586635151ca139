import { Button, Form, Tag } from 'antd'
import { Link, Route, Switch } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { Choice } from '../../parts/Choice.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { useSought } from '../../parts/sought.ts'
import { shellWords, taskWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { OneTask } from './OneTask.tsx'

type Task = components['schemas']['Task']
type State = Task['state']

const states = ['waiting', 'done', 'failed', 'refused', 'withdrawn'] as const

export default function Tasks() {
  return (
    <Switch>
      <Route path="/">
        <TaskList />
      </Route>
      <Route path="/:id">{({ id }) => <OneTask id={id} />}</Route>
    </Switch>
  )
}

function TaskList() {
  const say = useSay()
  // What waits is asked for where nothing is; all of them have a word of their own, so that the address keeps that too.
  const [{ state: asked }, setSought] = useSought<{ readonly state: State | 'all' }>({ state: 'waiting' })
  const state = asked === 'all' ? '' : asked
  return (
    <>
      <div className="head">
        <h1>{say(words.title)}</h1>
        <span className="quiet">{say(words.about)}</span>
      </div>
      <Form layout="inline" className="problem">
        <Choice<State>
          id="state"
          label={words.state}
          values={states}
          names={words}
          value={state}
          onChange={(next) => setSought({ state: next === '' ? 'all' : next })}
        />
      </Form>
      <ListTable<Task>
        label={say(words.title)}
        queryKey={['tasks', state]}
        load={(page) =>
          dataOf(api.GET('/v1/tasks', { params: { query: { ...(state === '' ? {} : { state }), ...page } } }))
        }
        columns={[
          { title: say(words.what), render: (_, { what }) => say(what) },
          { title: say(words.madeBy), render: (_, { madeBy }) => madeBy.name },
          { title: say(words.madeAt), render: (_, { madeAt }) => <ShownTime at={madeAt} /> },
          { title: say(words.state), render: (_, task) => <Tag>{say(words[task.state])}</Tag> },
          { title: say(words.decidedBy), render: (_, { decidedBy }) => decidedBy?.name ?? '' },
          {
            title: say(shellWords.actions),
            key: 'open',
            render: (_, { id }) => (
              <Link href={`/${id}`}>
                <Button size="small">{say(shellWords.open)}</Button>
              </Link>
            ),
          },
        ]}
      />
    </>
  )
}
