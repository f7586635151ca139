import { Tabs } from '../../parts/Tabs.tsx'
import { alertWords as words } from '../../words/catalogue.ts'
import { AlertList } from './AlertList.tsx'
import { OneAlert } from './OneAlert.tsx'
import { SendMonth } from './SendMonth.tsx'
import { Sweeps } from './Sweeps.tsx'

export default function Alerts() {
  return (
    <Tabs
      title={words.title}
      tabs={[
        { path: '/list', name: words.list, page: <AlertList />, one: (id) => <OneAlert id={id} /> },
        { path: '/sweeps', name: words.sweeps, page: <Sweeps /> },
        { path: '/sending', name: words.sending, page: <SendMonth /> },
      ]}
    />
  )
}
