import './style.css'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { ConfigProvider, Skeleton } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Router } from 'wouter'
import { isSignedOut } from './api/client.ts'
import { forget, OperatorContext, sessionQuery } from './api/session.ts'
import { ProblemAlert, problemOf } from './parts/problem.tsx'
import { FirstPassword } from './shell/FirstPassword.tsx'
import { Front } from './shell/Front.tsx'
import { Shell } from './shell/Shell.tsx'
import { SignIn } from './shell/SignIn.tsx'
import { theme } from './shell/theme.ts'
import { LanguageProvider, useLanguage } from './words/language.tsx'

/** What the service refuses it refuses again; a lost answer is asked for twice more. */
const retry = (count: number, error: unknown) => problemOf(error) === null && count < 2

function createQueries(): QueryClient {
  const onError = (error: unknown) => {
    if (isSignedOut(error)) forget(client)
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: { retry, staleTime: 10_000, refetchOnWindowFocus: false } },
  })
  return client
}

const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? ''

/** Tables measure scroll bars by a style that comes without the nonce, which the policy of the page asks of every style. */
const createElement = document.createElement.bind(document) as (
  name: string,
  options?: ElementCreationOptions,
) => HTMLElement
document.createElement = ((name: string, options?: ElementCreationOptions) => {
  const element = createElement(name, options)
  if (element instanceof HTMLStyleElement) element.nonce = nonce
  return element
}) as typeof document.createElement

function App() {
  const { language } = useLanguage()
  const [queries] = useState(createQueries)
  return (
    <ConfigProvider
      csp={{ nonce }}
      locale={language === 'zh' ? zhCN : enUS}
      theme={theme}
      getPopupContainer={() => document.getElementById('page') ?? document.body}
    >
      <QueryClientProvider client={queries} key={language}>
        <Router base="/console">
          <Entrance />
        </Router>
      </QueryClientProvider>
    </ConfigProvider>
  )
}

function Entrance() {
  const { data: session, error, isPending, refetch } = useQuery(sessionQuery)
  const [wasIn, setWasIn] = useState(false)
  if (session && !wasIn) setWasIn(true)
  if (error) {
    return (
      <Front>
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      </Front>
    )
  }
  if (isPending) return <Skeleton active />
  if (!session) return <SignIn ended={wasIn} />
  if (session.operator.mustChangePassword) return <FirstPassword />
  return (
    <OperatorContext value={session.operator}>
      <Shell />
    </OperatorContext>
  )
}

const place = document.getElementById('console')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <LanguageProvider>
        <App />
      </LanguageProvider>
    </StrictMode>,
  )
}
