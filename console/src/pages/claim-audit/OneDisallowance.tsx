import { Alert, Descriptions, Table, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { disallowanceStateNames } from '../../../../src/domain/disallowances/disallowance-names.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { Act } from '../../parts/Act.tsx'
import { ActChoice, type Chooseable } from '../../parts/ActChoice.tsx'
import { useLoaded } from '../../parts/loaded.tsx'
import { shownMoney } from '../../parts/money.ts'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { shellWords, claimAuditWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Schemas = components['schemas']
type Disallowance = Schemas['Disallowance']
type Step = Disallowance['steps'][number]

export function OneDisallowance({ id }: { readonly id: string }) {
  const say = useSay()
  const [decided, setDecided] = useState<Schemas['DecidedDisallowance'] | null>(null)
  const { data, waiting } = useLoaded({
    queryKey: ['disallowances', 'one', id],
    queryFn: () => dataOf(api.GET('/v1/disallowances/{id}', { params: { path: { id } } })),
  })
  if (!data) return waiting
  const { settlementId, settlementNo, clearingId } = data
  return (
    <>
      <Descriptions
        className="card"
        size="small"
        column={3}
        items={[
          { label: say(words.disallowanceNo), children: data.disallowanceNo },
          { label: say(words.state), children: <Tag>{say(disallowanceStateNames[data.state])}</Tag> },
          { label: say(words.takenOff), children: shownMoney(data.amount) },
          { label: say(words.hospitalCode), children: data.hospitalCode },
          {
            label: say(words.settlementNo),
            children: <Link href={`~/console/settlements/${settlementId}`}>{settlementNo}</Link>,
          },
          {
            label: say(words.clearing),
            children: <Link href={`~/console/books/clearings/${clearingId}`}>{say(shellWords.open)}</Link>,
          },
          { label: say(words.personNo), children: data.personNo },
          { label: say(words.item), children: data.item ?? say(words.wholeBill) },
          { label: say(words.clause), children: data.clause },
          { label: say(words.reason), children: data.reason },
          { label: say(words.answerBy), children: data.answerBy },
          { label: say(words.raisedAt), children: <ShownTime at={data.raisedAt} /> },
        ]}
      />
      <Acts disallowance={data} onDecided={setDecided} />
      {decided ? <Decided decided={decided} /> : null}
      <section className="card" aria-label={say(words.steps)}>
        <h2>{say(words.steps)}</h2>
        <Table<Step>
          rowKey="step"
          size="small"
          bordered
          pagination={false}
          dataSource={[...data.steps]}
          locale={{ emptyText: say(words.noStep) }}
          columns={[
            { title: say(words.takenAt), render: (_, { takenAt }) => <ShownTime at={takenAt} /> },
            { title: say(words.step), render: (_, { step }) => say(disallowanceStateNames[step]) },
            {
              title: say(words.agrees),
              render: (_, { agrees }) => (agrees === null ? '' : say(agrees ? words.agreed : words.notAgreed)),
            },
            { title: say(words.words), dataIndex: 'words' },
          ]}
        />
      </section>
    </>
  )
}

interface Shown {
  readonly disallowance: Disallowance
  readonly onDecided: (decided: Schemas['DecidedDisallowance']) => void
}

/** The hospital answers once; then, or when its days are over, somebody else than raised it decides. */
function Acts({ disallowance: { id, state }, onDecided }: Shown) {
  const say = useSay()
  const operator = useOperator()
  const params = { path: { id } }
  const said = { name: 'words', label: words.words, kind: 'long' } as const
  const answer: Chooseable = {
    name: words.answer,
    act: (
      <Act
        title={words.answer}
        begin={{ agrees: false }}
        fields={[said, { name: 'agrees', label: words.agrees, kind: 'yes' }]}
        send={(body: Schemas['DisallowanceAnswerRequest']) =>
          dataOf(api.POST('/v1/disallowances/{id}/answer', { params, body }))
        }
      />
    ),
  }
  const decide: Chooseable = {
    name: words.decide,
    act: (
      <Act
        title={words.decide}
        about={say(words.aboutDecide)}
        fields={[
          {
            name: 'decision',
            label: words.decision,
            options: (['uphold', 'drop'] as const).map((value) => ({ value, label: words[value] })),
          },
          said,
        ]}
        send={(body: Schemas['DisallowanceDecisionRequest']) =>
          dataOf(api.POST('/v1/disallowances/{id}/decision', { params, body }))
        }
        onDone={onDecided}
      />
    ),
  }
  const isOpen = state === 'raised' || state === 'answered'
  const mayAnswer = operator.kind === 'hospital' && holdsPost(operator, ['finance']) && state === 'raised'
  const mayDecide = operator.kind === 'bureau' && holdsPost(operator, ['reviewer'])
  return <ActChoice key={state} acts={[...(mayAnswer ? [answer] : []), ...(mayDecide && isOpen ? [decide] : [])]} />
}

function Decided({ decided: { disallowance, clearingId } }: { readonly decided: Schemas['DecidedDisallowance'] }) {
  const say = useSay()
  const link = clearingId ? (
    <Link href={`~/console/books/clearings/${clearingId}`}>{say(words.replaced)}</Link>
  ) : undefined
  return (
    <Alert
      className="problem"
      type="success"
      showIcon
      title={say(disallowanceStateNames[disallowance.state])}
      description={link}
    />
  )
}
