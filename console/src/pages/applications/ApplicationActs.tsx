import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { Act } from '../../parts/Act.tsx'
import { ActChoice, type Chooseable } from '../../parts/ActChoice.tsx'
import { today } from '../../parts/days.ts'
import { departmentOptions } from '../../parts/departments.ts'
import { applicationWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import type { Application } from './application.ts'

type Schemas = components['schemas']

interface Shown {
  readonly application: Application
  readonly onApproved: (approved: Schemas['ApprovedApplication']) => void
}

const on = { name: 'on', label: words.on, kind: 'day' } as const
const reason = { name: 'reason', label: words.reason, kind: 'long' } as const

/** The steps that may follow where the application stands, for whoever may take them. */
export function ApplicationActs({ application: { id, status, personNo }, onApproved }: Shown) {
  const say = useSay()
  const operator = useOperator()
  const params = { path: { id } }
  const begin = { on: today() }
  const isOpen = status === 'received' || status === 'checked' || status === 'publicised'
  const ofClerk: (Chooseable & { readonly isThere: boolean })[] = [
    {
      name: words.check,
      isThere: status === 'received',
      act: (
        <Act
          title={words.check}
          begin={begin}
          fields={[on, { name: 'findings', label: words.findings, kind: 'long' }]}
          send={(body: Schemas['ApplicationCheck']) =>
            dataOf(api.POST('/v1/applications/{id}/check', { params, body }))
          }
        />
      ),
    },
    {
      name: words.publicise,
      isThere: status === 'checked',
      act: (
        <Act
          title={words.publicise}
          begin={begin}
          fields={[
            on,
            { name: 'place', label: words.place },
            { name: 'until', label: words.until, kind: 'day', optional: true },
          ]}
          send={(body: Schemas['ApplicationPublication']) =>
            dataOf(api.POST('/v1/applications/{id}/publicise', { params, body }))
          }
        />
      ),
    },
    {
      name: words.addDocuments,
      isThere: isOpen,
      act: (
        <Act
          title={words.addDocuments}
          begin={begin}
          fields={[on, { name: 'documents', label: words.documents, kind: 'list' }]}
          send={(body: Schemas['ApplicationDocuments']) =>
            dataOf(api.POST('/v1/applications/{id}/documents', { params, body }))
          }
        />
      ),
    },
    {
      name: words.forward,
      isThere: isOpen,
      act: (
        <Act
          title={words.forward}
          begin={begin}
          fields={[
            on,
            { name: 'department', label: words.department, maxLength: 100 },
            { name: 'asked', label: words.asked, kind: 'long', optional: true },
          ]}
          send={(body: Schemas['ApplicationForwarding']) =>
            dataOf(api.POST('/v1/applications/{id}/forward', { params, body }))
          }
        />
      ),
    },
    {
      name: words.refuse,
      isThere: isOpen,
      isDanger: true,
      act: (
        <Act
          title={words.refuse}
          isDanger
          begin={begin}
          fields={[on, reason]}
          send={(body: Schemas['ApplicationRefusal']) =>
            dataOf(api.POST('/v1/applications/{id}/refuse', { params, body }))
          }
        />
      ),
    },
    {
      name: words.withdraw,
      isThere: isOpen,
      isDanger: true,
      act: (
        <Act
          title={words.withdraw}
          isDanger
          begin={begin}
          fields={[on, { ...reason, optional: true }]}
          send={(body: Schemas['ApplicationWithdrawal']) =>
            dataOf(api.POST('/v1/applications/{id}/withdraw', { params, body }))
          }
        />
      ),
    },
    {
      name: words.tell,
      isThere: status === 'approved' || status === 'refused',
      act: (
        <Act
          title={words.tell}
          begin={begin}
          fields={[on, { name: 'how', label: words.how }]}
          send={(body: Schemas['ApplicationTelling']) =>
            dataOf(api.POST('/v1/applications/{id}/tell', { params, body }))
          }
        />
      ),
    },
    {
      name: words.resettle,
      isThere: status === 'approved',
      act: (
        <Act
          title={words.resettle}
          about={say(words.aboutResettle)}
          fields={[]}
          send={() => dataOf(api.POST('/v1/applications/{id}/resettle', { params }))}
        />
      ),
    },
  ]
  const approve: Chooseable = {
    name: words.approve,
    act: (
      <Act
        title={words.approve}
        about={say(words.aboutApprove)}
        begin={begin}
        fields={[
          on,
          { name: 'certifiedBy', label: words.certifiedBy, options: departmentOptions },
          { name: 'certificateNo', label: words.certificateNo, optional: true },
          { name: 'from', label: words.from, kind: 'day', optional: true },
          { name: 'to', label: words.to, kind: 'day', optional: true },
        ]}
        send={(body: Schemas['ApplicationApproval']) =>
          dataOf(api.POST('/v1/applications/{id}/approve', { params, body }))
        }
        onDone={onApproved}
      />
    ),
  }
  const mayApprove = holdsPost(operator, ['reviewer']) && (status === 'checked' || status === 'publicised')
  const acts = [
    ...(mayApprove ? [approve] : []),
    ...(holdsPost(operator, ['clerk']) ? ofClerk.filter(({ isThere }) => isThere) : []),
  ]
  return <ActChoice key={`${personNo} ${status}`} acts={acts} />
}
