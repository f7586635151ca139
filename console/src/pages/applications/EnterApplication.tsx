import { Link, useLocation } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { applicationKindNames, applicationKinds } from '../../../../src/domain/aid-applications/application-names.ts'
import { categoryName, knownCategories } from '../../../../src/domain/names/categories.ts'
import { apiByNumber } from '../../api/client.ts'
import { Act } from '../../parts/Act.tsx'
import { today } from '../../parts/days.ts'
import { applicationWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Asked = components['schemas']['ApplicationRequest']

/** Each line a bill: its hospital, then its number. */
const billsOf = (lines: readonly string[] | undefined) =>
  lines
    ?.map((line) => line.trim().split(/\s+/))
    .filter(([hospitalCode]) => hospitalCode !== '')
    .map(([hospitalCode = '', settlementNo = '']) => ({ hospitalCode, settlementNo }))

export function EnterApplication() {
  const say = useSay()
  const [, go] = useLocation()
  return (
    <>
      <div className="head">
        <h1>{say(words.enter)}</h1>
        <Link href="/">{say(words.title)}</Link>
      </div>
      <Act
        title={words.enter}
        begin={{ kind: 'identity', receivedOn: today() }}
        fields={[
          { name: 'applicationNo', label: words.applicationNo, maxLength: 64 },
          {
            name: 'kind',
            label: words.kind,
            options: applicationKinds.map((value) => ({ value, label: applicationKindNames[value] })),
          },
          { name: 'personNo', label: words.personNo, maxLength: 30 },
          {
            name: 'category',
            label: words.category,
            options: knownCategories().map((value) => ({ value, label: categoryName(value) })),
          },
          { name: 'receivedOn', label: words.receivedOn, kind: 'day' },
          { name: 'requestedFrom', label: words.requestedFrom, kind: 'day', optional: true },
          { name: 'bills', label: words.billsOf, kind: 'list', optional: true },
          { name: 'documents', label: words.documents, kind: 'list', optional: true },
          { name: 'missing', label: words.missing, kind: 'list', optional: true },
          { name: 'missingBy', label: words.missingBy, kind: 'day', optional: true },
          { name: 'contact.name', label: words.contactName, optional: true },
          { name: 'contact.phone', label: words.contactPhone, optional: true },
        ]}
        send={({ bills, ...rest }: Omit<Asked, 'bills'> & { readonly bills?: readonly string[] }) => {
          const named = billsOf(bills)
          return dataOf(apiByNumber.POST('/v1/applications', { body: { ...rest, ...(named ? { bills: named } : {}) } }))
        }}
        onDone={({ id }) => go(`/${id}`)}
      />
    </>
  )
}
