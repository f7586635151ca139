import { useLocation } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api, apiByNumber } from '../../api/client.ts'
import { Act } from '../../parts/Act.tsx'
import { claimAuditWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Asked = components['schemas']['DisallowanceRequest']

interface Of {
  readonly clearingId: string
  readonly hospitalCode: string
}

/** Of a clearing: a settlement by the number that papers have, or an item of it. */
export function RaiseDisallowance({ clearingId, hospitalCode }: Of) {
  const say = useSay()
  const [, go] = useLocation()
  /** The settlement of this number at the hospital; where there is none, what was typed, which the service refuses at its field. */
  const settlementOf = async (settlementNo: string): Promise<string> => {
    const query = { hospitalCode, settlementNo, limit: 1 }
    const { items } = await dataOf(api.GET('/v1/settlements', { params: { query } }))
    return items[0]?.id ?? settlementNo
  }
  return (
    <Act
      title={words.raise}
      about={say(words.aboutRaise)}
      fields={[
        { name: 'disallowanceNo', label: words.disallowanceNo, maxLength: 64 },
        { name: 'settlementId', label: words.settlementNo, maxLength: 60 },
        { name: 'item', label: words.itemOptional, optional: true },
        { name: 'amount', label: words.takenOffOptional, kind: 'money', optional: true },
        { name: 'clause', label: words.clause },
        { name: 'answerWithinDays', label: words.answerWithinDays, kind: 'number', maxLength: 2, optional: true },
        { name: 'reason', label: words.reason, kind: 'long' },
      ]}
      send={async (given: Asked) => {
        const body = { ...given, settlementId: await settlementOf(given.settlementId) }
        return dataOf(
          apiByNumber.POST('/v1/clearings/{id}/disallowances', { params: { path: { id: clearingId } }, body }),
        )
      }}
      onDone={({ id }) => go(`~/console/claim-audit/disallowances/${id}`)}
    />
  )
}
