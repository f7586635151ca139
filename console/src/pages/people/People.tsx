import { Route, Switch } from 'wouter'
import { OnePerson } from './OnePerson.tsx'
import { PeopleSearch } from './PeopleSearch.tsx'

export default function People() {
  return (
    <Switch>
      <Route path="/">
        <PeopleSearch />
      </Route>
      <Route path="/:personNo">{({ personNo }) => <OnePerson personNo={personNo} />}</Route>
    </Switch>
  )
}
