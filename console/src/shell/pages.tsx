import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import { holdsPost, type Post, type Session } from '../api/session.ts'
import { menuWords } from '../words/catalogue.ts'
import type { Words } from '../words/language.tsx'

type Operator = Session['operator']

export interface PageEntry {
  readonly path: string
  readonly name: Words
  readonly posts: readonly Post[]
  readonly kinds: readonly Operator['kind'][]
  readonly Page: LazyExoticComponent<ComponentType>
}

const reading: readonly Post[] = ['clerk', 'reviewer', 'finance', 'auditor']
const anyPost: readonly Post[] = [...reading, 'admin']
const everyKind = ['hospital', 'bureau', 'auditor'] as const
const bureaus = ['bureau', 'auditor'] as const

/** The menu, in its order. Whoever may ask nothing that a page asks does not see it; what is refused beyond is for the service to say. */
export const pages: readonly PageEntry[] = [
  {
    path: '/overview',
    name: menuWords.overview,
    posts: reading,
    kinds: bureaus,
    Page: lazy(() => import('../pages/overview/OverviewPage.tsx')),
  },
  {
    path: '/people',
    name: menuWords.people,
    posts: reading,
    kinds: bureaus,
    Page: lazy(() => import('../pages/people/People.tsx')),
  },
  {
    path: '/rosters',
    name: menuWords.rosters,
    posts: reading,
    kinds: bureaus,
    Page: lazy(() => import('../pages/rosters/Rosters.tsx')),
  },
  {
    path: '/enrolment',
    name: menuWords.enrolment,
    posts: reading,
    kinds: bureaus,
    Page: lazy(() => import('../pages/enrolment/EnrolmentPage.tsx')),
  },
  {
    path: '/applications',
    name: menuWords.applications,
    posts: reading,
    kinds: bureaus,
    Page: lazy(() => import('../pages/applications/Applications.tsx')),
  },
  {
    path: '/alerts',
    name: menuWords.alerts,
    posts: reading,
    kinds: bureaus,
    Page: lazy(() => import('../pages/alerts/Alerts.tsx')),
  },
  {
    path: '/settlements',
    name: menuWords.settlements,
    posts: reading,
    kinds: everyKind,
    Page: lazy(() => import('../pages/settlements/Settlements.tsx')),
  },
  {
    path: '/tasks',
    name: menuWords.tasks,
    posts: anyPost,
    kinds: bureaus,
    Page: lazy(() => import('../pages/tasks/Tasks.tsx')),
  },
  {
    path: '/reimbursements',
    name: menuWords.reimbursements,
    posts: reading,
    kinds: bureaus,
    Page: lazy(() => import('../pages/reimbursements/Reimbursements.tsx')),
  },
  {
    path: '/payouts',
    name: menuWords.payouts,
    posts: reading,
    kinds: bureaus,
    Page: lazy(() => import('../pages/payouts/Payouts.tsx')),
  },
  {
    path: '/books',
    name: menuWords.books,
    posts: reading,
    kinds: everyKind,
    Page: lazy(() => import('../pages/books/Books.tsx')),
  },
  {
    path: '/claim-audit',
    name: menuWords.claimAudit,
    posts: reading,
    kinds: everyKind,
    Page: lazy(() => import('../pages/claim-audit/ClaimAudit.tsx')),
  },
  {
    path: '/fund',
    name: menuWords.fund,
    posts: reading,
    kinds: bureaus,
    Page: lazy(() => import('../pages/fund/FundPage.tsx')),
  },
  {
    path: '/year-end',
    name: menuWords.yearEnd,
    posts: reading,
    kinds: bureaus,
    Page: lazy(() => import('../pages/year-end/YearEnd.tsx')),
  },
  {
    path: '/policies',
    name: menuWords.policies,
    posts: anyPost,
    kinds: everyKind,
    Page: lazy(() => import('../pages/policies/Policies.tsx')),
  },
  {
    path: '/what-if',
    name: menuWords.whatIf,
    posts: reading,
    kinds: bureaus,
    Page: lazy(() => import('../pages/what-if/WhatIf.tsx')),
  },
  {
    path: '/system',
    name: menuWords.system,
    posts: ['auditor', 'admin'],
    kinds: everyKind,
    Page: lazy(() => import('../pages/system/System.tsx')),
  },
]

export const pagesFor = (operator: Operator): readonly PageEntry[] =>
  pages.filter(({ posts, kinds }) => holdsPost(operator, posts) && kinds.includes(operator.kind))
