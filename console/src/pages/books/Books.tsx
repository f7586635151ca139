import { Tabs } from '../../parts/Tabs.tsx'
import { bookWords as words } from '../../words/catalogue.ts'
import { ClearingList } from './ClearingList.tsx'
import { OneClearing } from './OneClearing.tsx'
import { OneReconciliation } from './OneReconciliation.tsx'
import { ReconciliationList } from './ReconciliationList.tsx'

export default function Books() {
  return (
    <Tabs
      title={words.title}
      tabs={[
        {
          path: '/reconciliations',
          name: words.reconciliations,
          page: <ReconciliationList />,
          one: (id) => <OneReconciliation id={id} />,
        },
        { path: '/clearings', name: words.clearings, page: <ClearingList />, one: (id) => <OneClearing id={id} /> },
      ]}
    />
  )
}
