import { Tabs } from '../../parts/Tabs.tsx'
import { enrolmentWords as words } from '../../words/catalogue.ts'
import { NotEnrolled } from './NotEnrolled.tsx'
import { OneRun } from './OneRun.tsx'
import { Rates } from './Rates.tsx'
import { SubsidyRuns } from './SubsidyRuns.tsx'

export default function EnrolmentPage() {
  return (
    <Tabs
      title={words.title}
      tabs={[
        { path: '/rates', name: words.rates, page: <Rates /> },
        { path: '/missing', name: words.missing, page: <NotEnrolled /> },
        { path: '/runs', name: words.runs, page: <SubsidyRuns />, one: (id) => <OneRun id={id} /> },
      ]}
    />
  )
}
