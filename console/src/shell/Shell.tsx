import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Result, Skeleton, Tag } from 'antd'
import { Suspense, useEffect } from 'react'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { dataOf } from '../../../clients/typescript/src/index.ts'
import { api } from '../api/client.ts'
import { forget, useOperator } from '../api/session.ts'
import { postWords, shellWords } from '../words/catalogue.ts'
import { useSay } from '../words/language.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { type PageEntry, pages, pagesFor } from './pages.tsx'

/** What is around every page: the menu of one's posts, one's name, the way out. */
export function Shell() {
  const say = useSay()
  const operator = useOperator()
  const mine = pagesFor(operator)
  return (
    <div className="shell">
      <a className="skip" href="#page">
        {say(shellWords.skip)}
      </a>
      <header className="bar">
        <strong className="brand">{say(shellWords.title)}</strong>
        <span className="whose">
          {operator.hospitalCode ?? operator.region} · {operator.name}
          {operator.posts.map((post) => (
            <Tag key={post}>{say(postWords[post])}</Tag>
          ))}
        </span>
        <LanguageSwitch />
        <SignOut />
      </header>
      <nav className="menu" aria-label={say(shellWords.menu)}>
        {mine.map((page) => (
          <MenuLink key={page.path} page={page} />
        ))}
      </nav>
      <main className="page" id="page" tabIndex={-1}>
        <Suspense fallback={<Skeleton active />}>
          <Pages mine={mine} />
        </Suspense>
      </main>
    </div>
  )
}

function MenuLink({ page: { path, name } }: { readonly page: PageEntry }) {
  const say = useSay()
  const [location] = useLocation()
  const isHere = location === path || location.startsWith(`${path}/`)
  return (
    <Link href={path} aria-current={isHere ? 'page' : undefined}>
      {say(name)}
    </Link>
  )
}

function Pages({ mine }: { readonly mine: readonly PageEntry[] }) {
  const say = useSay()
  const [location] = useLocation()
  const page = mine.find(({ path }) => location === path || location.startsWith(`${path}/`))
  useEffect(() => {
    document.title = page ? `${say(page.name)} · ${say(shellWords.title)}` : say(shellWords.title)
  }, [page, say])
  const isKnown = pages.some(({ path }) => location.startsWith(path))
  const first = mine[0]
  return (
    <Switch>
      {mine.map(({ path, Page }) => (
        <Route key={path} path={path} nest>
          <Page />
        </Route>
      ))}
      {first ? (
        <Route path="/">
          <Redirect to={first.path} replace />
        </Route>
      ) : null}
      <Route>
        <Result status="info" title={say(isKnown ? shellWords.notForPost : shellWords.nowhere)} />
      </Route>
    </Switch>
  )
}

function SignOut() {
  const say = useSay()
  const client = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/sessions/current/withdraw')),
    // Whatever the service answers, the data of whoever left is not kept for the next.
    onSettled: () => {
      forget(client)
      location.assign('/console')
    },
  })
  return (
    <Button size="small" loading={isPending} onClick={() => mutate()}>
      {say(shellWords.signOut)}
    </Button>
  )
}
