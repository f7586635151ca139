import type { ReactNode } from 'react'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { useSay, type Words } from '../words/language.tsx'

export interface Tab {
  readonly path: string
  readonly name: Words
  readonly page: ReactNode
  /** What is below it, of one thing of its list. */
  readonly one?: (id: string) => ReactNode
}

interface Shown {
  readonly title: Words
  readonly tabs: readonly Tab[]
}

/** A page of several lists; each has an address of its own. */
export function Tabs({ title, tabs }: Shown) {
  const say = useSay()
  const [first] = tabs
  return (
    <>
      <div className="head">
        <h1>{say(title)}</h1>
      </div>
      <nav className="tabs" aria-label={say(title)}>
        {tabs.map(({ path, name }) => (
          <TabLink key={path} path={path} name={say(name)} />
        ))}
      </nav>
      <Switch>
        {tabs.map(({ path, page }) => (
          <Route key={path} path={path}>
            {page}
          </Route>
        ))}
        {tabs.map(({ path, one }) =>
          one ? (
            <Route key={path} path={`${path}/:id`}>
              {({ id }) => one(id)}
            </Route>
          ) : null,
        )}
        <Route>
          <Redirect to={first?.path ?? '/'} replace />
        </Route>
      </Switch>
    </>
  )
}

function TabLink({ path, name }: { readonly path: string; readonly name: string }) {
  const [location] = useLocation()
  const isHere = location === path || location.startsWith(`${path}/`)
  return (
    <Link href={path} aria-current={isHere ? 'page' : undefined}>
      {name}
    </Link>
  )
}
