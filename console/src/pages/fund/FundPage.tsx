import { holdsPost, useOperator } from '../../api/session.ts'
import { type Tab, Tabs } from '../../parts/Tabs.tsx'
import { fundWords as words } from '../../words/catalogue.ts'
import { Budget } from './Budget.tsx'
import { Enter } from './Enter.tsx'
import { FundAccount } from './FundAccount.tsx'
import { Journal } from './Journal.tsx'
import { Quarter } from './Quarter.tsx'

export default function FundPage() {
  const operator = useOperator()
  const mayEnter = operator.kind === 'bureau' && holdsPost(operator, ['finance'])
  const entering: readonly Tab[] = mayEnter ? [{ path: '/posting', name: words.posting, page: <Enter /> }] : []
  return (
    <Tabs
      title={words.title}
      tabs={[
        { path: '/account', name: words.account, page: <FundAccount /> },
        { path: '/journal', name: words.journal, page: <Journal /> },
        { path: '/quarter', name: words.quarter, page: <Quarter /> },
        { path: '/budget', name: words.budget, page: <Budget /> },
        ...entering,
      ]}
    />
  )
}
