import { Table } from 'antd'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { hospitalLevelNames, hospitalLevels } from '../../../../src/domain/names/hospitals.ts'
import { api } from '../../api/client.ts'
import { Act, type ActField } from '../../parts/Act.tsx'
import { ActChoice } from '../../parts/ActChoice.tsx'
import { shownMoney, sumOf } from '../../parts/money.ts'
import { claimAuditWords as words } from '../../words/catalogue.ts'
import { useSay, type Words } from '../../words/language.tsx'
import { Moved } from '../applications/Moved.tsx'
import type { Settlement } from './settlement.ts'

type Schemas = components['schemas']
type Asked = Schemas['SettlementCorrectionRequest']
type Preview = Schemas['SettlementCorrectionPreview']
type OtherPerson = NonNullable<Preview['moved']>

const money = (name: string, label: Words): ActField => ({ name, label, kind: 'money', optional: true })
const whom = (['hospital', 'person'] as const).map((value) => ({ value, label: words[value] }))
const referrals = (['proper', 'none'] as const).map((value) => ({ value, label: words[value] }))
const levels = hospitalLevels.map((value) => ({ value, label: hospitalLevelNames[value] }))

/** What may be put right together, as the service takes it. */
const kinds: readonly { readonly name: Words; readonly fields: readonly ActField[] }[] = [
  {
    name: words.ofPaid,
    fields: [
      ...(['basic', 'criticalIllness', 'supplementary', 'commercial', 'socialAid'] as const).map((name) =>
        money(`changes.paid.${name}`, words[name]),
      ),
      money('changes.thirdParty', words.thirdParty),
      { name: 'changes.paidTo', label: words.paidTo, options: whom },
    ],
  },
  {
    name: words.ofCosts,
    fields: [
      ...(['inScope', 'offCatalogue', 'overLimit', 'preSelfPay'] as const).map((name) =>
        money(`changes.costs.${name}`, words[name]),
      ),
      { name: 'changes.referral', label: words.referral, options: referrals, optional: true },
    ],
  },
  {
    name: words.ofHospital,
    fields: [
      { name: 'changes.hospital.level', label: words.level, options: levels, optional: true },
      { name: 'changes.hospital.feeClass', label: words.feeClass, maxLength: 40, optional: true },
    ],
  },
  {
    name: words.ofTakenBack,
    fields: [
      { name: 'changes.takenBack.amount', label: words.takenBackAmount, kind: 'money' },
      { name: 'changes.takenBack.from', label: words.from, options: whom },
    ],
  },
  { name: words.ofPerson, fields: [{ name: 'changes.personNo', label: words.movedTo, maxLength: 30 }] },
]

/** A settlement is put right: first as a preview, then, where that is meant, for a second person to approve. */
export function CorrectSettlement({ settlement }: { readonly settlement: Settlement }) {
  const say = useSay()
  const { hospitalCode } = settlement
  const settlementNo = settlement.settlementNo ?? ''
  const send = ({ dryRun, ...given }: Omit<Asked, 'hospitalCode' | 'settlementNo'> & { readonly dryRun: boolean }) => {
    const body: Asked = { ...given, changes: given.changes ?? {}, hospitalCode, settlementNo }
    return dryRun
      ? dataOf(api.POST('/v1/corrections/preview', { body }))
      : dataOf(api.POST('/v1/corrections', { body }))
  }
  return (
    <section aria-label={say(words.correct)}>
      <ActChoice
        acts={kinds.map(({ name, fields }) => ({
          name,
          act: (
            <Act<Awaited<ReturnType<typeof send>>>
              title={name}
              about={say(words.aboutCorrect)}
              begin={{ dryRun: true }}
              fields={[
                { name: 'correctionNo', label: words.correctionNo, maxLength: 64 },
                ...fields,
                { name: 'reason', label: words.reason, kind: 'long' },
                { name: 'dryRun', label: words.onlyPreview, kind: 'yes' },
              ]}
              send={send}
              isTrial={(answer) => !('correction' in answer)}
              shown={(answer) => ('moved' in answer ? <Came answer={answer} /> : null)}
            />
          ),
        }))}
      />
    </section>
  )
}

function Came({ answer: { resettlement, moved } }: { readonly answer: Preview }) {
  return (
    <>
      {resettlement ? <Moved title={words.preview} preview={resettlement} /> : null}
      {moved ? <OtherPersons moved={moved} /> : null}
    </>
  )
}

const aidOf = ({ assistance, reAid, tilt }: OtherPerson['before']) => sumOf(assistance, reAid, tilt)

/** The settlement of the wrong person, and what it comes to for the right one. */
function OtherPersons({ moved }: { readonly moved: OtherPerson }) {
  const say = useSay()
  return (
    <section className="card" aria-label={say(words.preview)}>
      <h2>{say(words.preview)}</h2>
      <Table<OtherPerson>
        rowKey="personNo"
        size="small"
        bordered
        pagination={false}
        dataSource={[moved]}
        columns={[
          { title: say(words.movedTo), dataIndex: 'personNo' },
          { title: say(words.amount), align: 'right', render: (_, { after }) => shownMoney(aidOf(after)) },
          { title: say(words.person), align: 'right', render: (_, { after }) => shownMoney(after.person) },
        ]}
      />
    </section>
  )
}
