import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { sourceNames, sources } from '../../../../src/domain/fund/fund-names.ts'
import { api, apiByNumber } from '../../api/client.ts'
import { useOperator } from '../../api/session.ts'
import { Act, type ActField } from '../../parts/Act.tsx'
import { ActChoice, type Chooseable } from '../../parts/ActChoice.tsx'
import { today, yearNow } from '../../parts/days.ts'
import { fundWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Schemas = components['schemas']
type InRegion<T> = T & { readonly region: string }

interface GivenRecovery extends Omit<Schemas['FundRecoveryRequest'], 'of'> {
  readonly region: string
  readonly of?: { readonly clearingId?: string; readonly paymentNo?: string }
}

const region: ActField = { name: 'region', label: words.region, maxLength: 6 }
const amount: ActField = { name: 'amount', label: words.amount, kind: 'money' }

/** Receipts, payments of subsidies and recoveries: each is held for a second person. */
export function Enter() {
  const say = useSay()
  const operator = useOperator()
  const receipt: Chooseable = {
    name: words.enterReceipt,
    act: (
      <Act
        title={words.enterReceipt}
        about={say(words.heldAbout)}
        begin={{ region: operator.region, receivedOn: today() }}
        fields={[
          region,
          { name: 'receiptNo', label: words.receiptNo, maxLength: 64 },
          {
            name: 'source',
            label: words.source,
            options: sources.map((value) => ({ value, label: sourceNames[value] })),
          },
          amount,
          { name: 'receivedOn', label: words.receivedOn, kind: 'day' },
          { name: 'note', label: words.note },
        ]}
        send={({ region: of, ...body }: InRegion<Schemas['FundReceiptRequest']>) =>
          dataOf(api.POST('/v1/funds/{region}/receipts', { params: { path: { region: of } }, body }))
        }
      />
    ),
  }
  const subsidies: Chooseable = {
    name: words.paySubsidies,
    act: (
      <Act
        title={words.paySubsidies}
        about={`${say(words.aboutSubsidies)} ${say(words.heldAbout)}`}
        begin={{ region: operator.region, year: yearNow(), paidOn: today() }}
        fields={[
          region,
          { name: 'paymentNo', label: words.paymentNo, maxLength: 64 },
          { name: 'year', label: words.year, kind: 'number', maxLength: 4 },
          { name: 'paidOn', label: words.paidOn, kind: 'day' },
          { name: 'note', label: words.note },
        ]}
        send={({ region: of, ...body }: InRegion<Schemas['SubsidyPaymentRequest']>) =>
          dataOf(api.POST('/v1/funds/{region}/subsidy-payments', { params: { path: { region: of } }, body }))
        }
      />
    ),
  }
  const recovery: Chooseable = {
    name: words.recover,
    act: (
      <Act
        title={words.recover}
        about={say(words.heldAbout)}
        begin={{ region: operator.region, recoveredOn: today() }}
        fields={[
          region,
          { name: 'recoveryNo', label: words.recoveryNo, maxLength: 64 },
          { name: 'of.clearingId', label: words.ofClearing, maxLength: 64, optional: true },
          { name: 'of.paymentNo', label: words.ofPayment, maxLength: 64, optional: true },
          amount,
          { name: 'recoveredOn', label: words.recoveredOn, kind: 'day' },
          { name: 'reason', label: words.reason },
        ]}
        send={({ region: at, of = {}, ...rest }: GivenRecovery) =>
          dataOf(
            api.POST('/v1/funds/{region}/recoveries', {
              params: { path: { region: at } },
              body: { ...rest, of: of as Schemas['FundRecoveryRequest']['of'] },
            }),
          )
        }
      />
    ),
  }
  const withdrawal: Chooseable = {
    name: words.takeBack,
    isDanger: true,
    act: (
      <Act
        title={words.takeBack}
        isDanger
        begin={{ region: operator.region }}
        fields={[
          region,
          { name: 'receiptNo', label: words.receiptNo, maxLength: 64 },
          { name: 'reason', label: words.reason },
        ]}
        send={({ region: of, receiptNo, reason }: { region: string; receiptNo: string; reason: string }) =>
          dataOf(
            apiByNumber.POST('/v1/funds/{region}/receipts/{receiptNo}/withdraw', {
              params: { path: { region: of, receiptNo } },
              body: { reason },
            }),
          )
        }
      />
    ),
  }
  return <ActChoice acts={[receipt, subsidies, recovery, withdrawal]} />
}
