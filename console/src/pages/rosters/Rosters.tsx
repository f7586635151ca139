import { Route, Switch } from 'wouter'
import { OneRoster } from './OneRoster.tsx'
import { RosterList } from './RosterList.tsx'

export default function Rosters() {
  return (
    <Switch>
      <Route path="/">
        <RosterList />
      </Route>
      <Route path="/:id">{({ id }) => <OneRoster id={id} />}</Route>
    </Switch>
  )
}
