import { Tabs } from '../../parts/Tabs.tsx'
import { overviewWords as words } from '../../words/catalogue.ts'
import { Indicators } from './Indicators.tsx'
import { Places } from './Places.tsx'
import { YearFigures } from './YearFigures.tsx'

export default function OverviewPage() {
  return (
    <Tabs
      title={words.title}
      tabs={[
        { path: '/year', name: words.yearTab, page: <YearFigures /> },
        { path: '/places', name: words.places, page: <Places /> },
        { path: '/indicators', name: words.indicators, page: <Indicators /> },
      ]}
    />
  )
}
