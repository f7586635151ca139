import { Route, Switch } from 'wouter'
import { OneRun } from './OneRun.tsx'
import { YearEndRuns } from './YearEndRuns.tsx'

export default function YearEnd() {
  return (
    <Switch>
      <Route path="/">
        <YearEndRuns />
      </Route>
      <Route path="/:id">{({ id }) => <OneRun id={id} />}</Route>
    </Switch>
  )
}
