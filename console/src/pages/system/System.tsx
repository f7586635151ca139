import { holdsPost, useOperator } from '../../api/session.ts'
import { Tabs } from '../../parts/Tabs.tsx'
import { systemWords as words } from '../../words/catalogue.ts'
import { Audit } from './Audit.tsx'
import { Jobs } from './Jobs.tsx'
import { Lookups } from './Lookups.tsx'
import { Operators } from './Operators.tsx'
import { Sessions } from './Sessions.tsx'

export default function System() {
  const isAdmin = holdsPost(useOperator(), ['admin'])
  return (
    <Tabs
      title={words.title}
      tabs={[
        { path: '/operators', name: words.operators, page: <Operators isAdmin={isAdmin} /> },
        { path: '/sessions', name: words.sessions, page: <Sessions isAdmin={isAdmin} /> },
        { path: '/audit', name: words.audit, page: <Audit /> },
        { path: '/lookups', name: words.lookups, page: <Lookups /> },
        { path: '/jobs', name: words.jobs, page: <Jobs isAdmin={isAdmin} /> },
      ]}
    />
  )
}
