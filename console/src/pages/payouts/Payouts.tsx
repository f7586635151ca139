import { Tabs } from '../../parts/Tabs.tsx'
import { payoutWords as words } from '../../words/catalogue.ts'
import { BatchList } from './BatchList.tsx'
import { DaysToPay } from './DaysToPay.tsx'
import { OneBatch } from './OneBatch.tsx'
import { OnePayout } from './OnePayout.tsx'
import { Owed } from './Owed.tsx'
import { PayoutList } from './PayoutList.tsx'

export default function Payouts() {
  return (
    <Tabs
      title={words.title}
      tabs={[
        { path: '/owed', name: words.owed, page: <Owed /> },
        { path: '/payouts', name: words.payouts, page: <PayoutList />, one: (id) => <OnePayout id={id} /> },
        { path: '/batches', name: words.batches, page: <BatchList />, one: (id) => <OneBatch id={id} /> },
        { path: '/days', name: words.days, page: <DaysToPay /> },
      ]}
    />
  )
}
