import { Route, Switch } from 'wouter'
import { OneRun } from './OneRun.tsx'
import { StartRun } from './StartRun.tsx'
import { WhatIfRuns } from './WhatIfRuns.tsx'

/** What a draft of the law would have cost, before it is law. */
export default function WhatIf() {
  return (
    <Switch>
      <Route path="/">
        <WhatIfRuns />
      </Route>
      <Route path="/start">
        <StartRun />
      </Route>
      <Route path="/:id">{({ id }) => <OneRun id={id} />}</Route>
    </Switch>
  )
}
