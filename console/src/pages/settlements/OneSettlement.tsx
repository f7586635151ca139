import { Button, Descriptions, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { dataOf } from '../../../../clients/typescript/src/index.ts'
import { careNames } from '../../../../src/domain/names/care.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { useLoaded } from '../../parts/loaded.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { claimAuditWords as auditWords, settlementWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { CorrectSettlement } from './CorrectSettlement.tsx'
import { Explained } from './Explained.tsx'
import { Reverse } from './Reverse.tsx'
import { dayOf, statusColors, statusNames } from './settlement.ts'

interface Which {
  readonly id: string
  readonly mayReverse: boolean
}

export function OneSettlement({ id, mayReverse }: Which) {
  const say = useSay()
  const operator = useOperator()
  const [isReversing, setReversing] = useState(false)
  const [isCorrecting, setCorrecting] = useState(false)
  const { data, waiting } = useLoaded({
    queryKey: ['settlements', id],
    queryFn: () => dataOf(api.GET('/v1/settlements/{id}', { params: { path: { id } } })),
  })
  if (!data) return waiting
  const mayCorrect = operator.kind === 'bureau' && holdsPost(operator, ['clerk'])
  const statement = `/v1/settlements/${encodeURIComponent(id)}/statement`
  return (
    <>
      <div className="head">
        <h1>
          {say(words.settlementNo)} {data.settlementNo}
        </h1>
        <div className="actions">
          <Button href={statement} target="_blank">
            {say(words.statement)}
          </Button>
          <Button href={`${statement}?format=pdf`} target="_blank">
            {say(words.statementPdf)}
          </Button>
          {mayReverse && data.status === 'settled' ? (
            <Button danger onClick={() => setReversing(true)} disabled={isReversing}>
              {say(words.reverse)}
            </Button>
          ) : null}
          {mayCorrect && data.status === 'settled' ? (
            <Button aria-expanded={isCorrecting} onClick={() => setCorrecting(!isCorrecting)}>
              {say(auditWords.correct)}
            </Button>
          ) : null}
          <Link href="/">{say(words.title)}</Link>
        </div>
      </div>
      {isCorrecting ? <CorrectSettlement settlement={data} /> : null}
      {isReversing ? <Reverse settlement={data} onClose={() => setReversing(false)} /> : null}
      <Descriptions
        className="card"
        size="small"
        column={3}
        items={[
          {
            label: say(words.status),
            children: <Tag color={statusColors[data.status]}>{say(statusNames[data.status])}</Tag>,
          },
          { label: say(words.personNo), children: data.personNo },
          { label: say(words.hospitalCode), children: data.hospitalCode },
          { label: say(words.care), children: say(careNames[data.care]) },
          { label: say(words.servedOrDischarged), children: dayOf(data) },
          { label: say(words.settledAt), children: <ShownTime at={data.settledAt} /> },
          { label: say(words.enteredBy), children: data.enteredBy?.name ?? '' },
        ]}
      />
      <Explained settlement={data} />
    </>
  )
}
