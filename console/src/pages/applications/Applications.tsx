import { Route, Switch } from 'wouter'
import { ApplicationList } from './ApplicationList.tsx'
import { EnterApplication } from './EnterApplication.tsx'
import { OneApplication } from './OneApplication.tsx'

export default function Applications() {
  return (
    <Switch>
      <Route path="/">
        <ApplicationList />
      </Route>
      <Route path="/enter">
        <EnterApplication />
      </Route>
      <Route path="/:id">{({ id }) => <OneApplication id={id} />}</Route>
    </Switch>
  )
}
