import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { Act } from '../../parts/Act.tsx'
import { ActChoice, type Chooseable } from '../../parts/ActChoice.tsx'
import { reimbursementWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import type { Reimbursement } from './reimbursement.ts'

type Schemas = components['schemas']

interface Shown {
  readonly bill: Reimbursement
  readonly onQuoted: (quoted: Schemas['Settlement']) => void
}

const reason = { name: 'reason', label: words.reason, kind: 'long' } as const

/** What may follow where the bill stands, for whoever may do it: one takes and checks it, another approves. */
export function ReimbursementActs({ bill: { id, status }, onQuoted }: Shown) {
  const say = useSay()
  const operator = useOperator()
  const params = { path: { id } }
  const quote: Chooseable = {
    name: words.quote,
    act: (
      <Act
        title={words.quote}
        about={say(words.aboutQuote)}
        fields={[]}
        send={() => dataOf(api.GET('/v1/reimbursements/{id}/quote', { params }))}
        onDone={onQuoted}
      />
    ),
  }
  const check: Chooseable = {
    name: words.check,
    act: (
      <Act
        title={words.check}
        fields={[{ name: 'findings', label: words.findings, kind: 'long', optional: true }]}
        send={(body: Schemas['ReimbursementFindings']) =>
          dataOf(api.POST('/v1/reimbursements/{id}/check', { params, body }))
        }
      />
    ),
  }
  const approve: Chooseable = {
    name: words.approve,
    act: (
      <Act
        title={words.approve}
        about={say(words.aboutApprove)}
        fields={[]}
        send={() => dataOf(api.POST('/v1/reimbursements/{id}/approve', { params }))}
      />
    ),
  }
  const refuse: Chooseable = {
    name: words.refuse,
    isDanger: true,
    act: (
      <Act
        title={words.refuse}
        isDanger
        fields={[reason]}
        send={(body: Schemas['ReimbursementReason']) =>
          dataOf(api.POST('/v1/reimbursements/{id}/refuse', { params, body }))
        }
      />
    ),
  }
  const withdraw: Chooseable = {
    name: words.withdraw,
    isDanger: true,
    act: (
      <Act
        title={words.withdraw}
        isDanger
        fields={[reason]}
        send={(body: Schemas['ReimbursementReason']) =>
          dataOf(api.POST('/v1/reimbursements/{id}/withdraw', { params, body }))
        }
      />
    ),
  }
  if (status !== 'received' && status !== 'checked') return null
  const isClerk = holdsPost(operator, ['clerk'])
  const acts = [
    ...(isClerk && status === 'received' ? [check] : []),
    quote,
    ...(holdsPost(operator, ['reviewer']) && status === 'checked' ? [approve] : []),
    ...(isClerk ? [refuse, withdraw] : []),
  ]
  return <ActChoice key={status} acts={acts} />
}
