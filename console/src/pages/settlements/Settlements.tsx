import { Route, Switch } from 'wouter'
import { holdsPost, useOperator } from '../../api/session.ts'
import { EnterSettlement } from './EnterSettlement.tsx'
import { OneSettlement } from './OneSettlement.tsx'
import { SettlementList } from './SettlementList.tsx'

export default function Settlements() {
  const mayEnter = holdsPost(useOperator(), ['clerk'])
  return (
    <Switch>
      <Route path="/">
        <SettlementList mayEnter={mayEnter} />
      </Route>
      <Route path="/enter">
        <EnterSettlement maySettle={mayEnter} />
      </Route>
      <Route path="/:id">{({ id }) => <OneSettlement id={id} mayReverse={mayEnter} />}</Route>
    </Switch>
  )
}
