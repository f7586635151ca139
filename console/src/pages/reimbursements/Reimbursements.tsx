import { Route, Switch } from 'wouter'
import { EnterReimbursement } from './EnterReimbursement.tsx'
import { OneReimbursement } from './OneReimbursement.tsx'
import { ReimbursementList } from './ReimbursementList.tsx'

export default function Reimbursements() {
  return (
    <Switch>
      <Route path="/">
        <ReimbursementList />
      </Route>
      <Route path="/enter">
        <EnterReimbursement />
      </Route>
      <Route path="/:id">{({ id }) => <OneReimbursement id={id} />}</Route>
    </Switch>
  )
}
