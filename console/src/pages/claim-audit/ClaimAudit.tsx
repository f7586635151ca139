import { useOperator } from '../../api/session.ts'
import { type Tab, Tabs } from '../../parts/Tabs.tsx'
import { claimAuditWords as words } from '../../words/catalogue.ts'
import { CorrectionList } from './CorrectionList.tsx'
import { DebtorList } from './DebtorList.tsx'
import { DisallowanceList } from './DisallowanceList.tsx'
import { Leads } from './Leads.tsx'
import { OneDisallowance } from './OneDisallowance.tsx'

/** What may be wrong with what was paid, and what is done about it; a hospital sees what is of its own. */
export default function ClaimAudit() {
  const isHospital = useOperator().kind === 'hospital'
  const leads: Tab = { path: '/leads', name: words.leads, page: <Leads /> }
  const debtors: Tab = { path: '/debtors', name: words.debtors, page: <DebtorList /> }
  return (
    <Tabs
      title={words.title}
      tabs={[
        ...(isHospital ? [] : [leads]),
        {
          path: '/disallowances',
          name: words.disallowances,
          page: <DisallowanceList />,
          one: (id) => <OneDisallowance id={id} />,
        },
        { path: '/corrections', name: words.corrections, page: <CorrectionList /> },
        ...(isHospital ? [] : [debtors]),
      ]}
    />
  )
}
