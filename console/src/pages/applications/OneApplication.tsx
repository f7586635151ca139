import { Descriptions, Table, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import {
  applicationKindNames,
  applicationStatusNames,
  applicationStepKindNames,
  awaitedStepNames,
} from '../../../../src/domain/aid-applications/application-names.ts'
import { categoryName } from '../../../../src/domain/names/categories.ts'
import { api } from '../../api/client.ts'
import { ClauseNote } from '../../parts/ClauseNote.tsx'
import { departmentOf } from '../../parts/departments.ts'
import { Facts } from '../../parts/Facts.tsx'
import { filled } from '../../parts/fields.ts'
import { useLoaded } from '../../parts/loaded.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { applicationWords as words } from '../../words/catalogue.ts'
import { useSay, type Words } from '../../words/language.tsx'
import { ApplicationActs } from './ApplicationActs.tsx'
import type { Application } from './application.ts'
import { Moved, type Preview } from './Moved.tsx'

type Step = Application['steps'][number]
type Approved = components['schemas']['ApprovedApplication']

export function OneApplication({ id }: { readonly id: string }) {
  const say = useSay()
  const [approved, setApproved] = useState<Approved | null>(null)
  const { data, waiting } = useLoaded({
    queryKey: ['applications', 'one', id],
    queryFn: () => dataOf(api.GET('/v1/applications/{id}', { params: { path: { id } } })),
  })
  if (!data) return waiting
  return (
    <>
      <div className="head">
        <h1>
          {say(words.applicationNo)} {data.applicationNo}
        </h1>
        <Link href="/">{say(words.title)}</Link>
      </div>
      <About application={data} />
      <ApplicationActs application={data} onApproved={setApproved} />
      {approved ? <AfterApproval approved={approved} /> : null}
      <Steps steps={data.steps} region={data.region} />
    </>
  )
}

function About({ application }: { readonly application: Application }) {
  const say = useSay()
  const { kind, personNo, category, region, status, overdue, deadline, requestedFrom, documents, missing } = application
  return (
    <Descriptions
      className="card"
      size="small"
      column={3}
      items={[
        { label: say(words.kind), children: say(applicationKindNames[kind]) },
        { label: say(words.personNo), children: <Link href={`~/console/people/${personNo}`}>{personNo}</Link> },
        { label: say(words.category), children: say(categoryName(category)) },
        { label: say(words.status), children: <Tag>{say(applicationStatusNames[status])}</Tag> },
        { label: say(words.region), children: region },
        { label: say(words.requestedFrom), children: requestedFrom },
        { label: say(words.documents), children: documents.join('、') },
        { label: say(words.missing), children: missing.join('、') },
        { label: say(words.missingBy), children: application.missingBy },
        ...(application.bills.length > 0
          ? [{ label: say(words.bills), children: application.bills.map((bill) => bill.settlementNo).join('、') }]
          : []),
        ...(deadline
          ? [
              { label: say(words.waitsFor), children: say(awaitedStepNames[deadline.step]) },
              {
                label: say(words.dueOn),
                children: (
                  <span>
                    {deadline.dueOn ?? say(words.noLine)}{' '}
                    {overdue ? <Tag color="error">{say(words.overdue)}</Tag> : null}{' '}
                    {deadline.clause ? (
                      <ClauseNote clause={deadline.clause} region={region} on={deadline.dueOn ?? requestedFrom} />
                    ) : null}
                  </span>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

function AfterApproval({ approved: { preview, previewRefused } }: { readonly approved: Approved }) {
  const say = useSay()
  if (preview) return <Moved title={words.preview} preview={preview as Preview} />
  return previewRefused ? (
    <section className="card">
      <h2>{say(words.preview)}</h2>
      <p>{previewRefused.detail}</p>
      <code className="quiet">{previewRefused.code}</code>
    </section>
  ) : null
}

/** What was said at a step, a department by its name; what was left open is not shown. */
function shownStep(said: Step['said'], reason: string | null, say: (words: Words) => string): object {
  const { certifiedBy, ...rest } = said
  const named = certifiedBy === undefined ? undefined : say(departmentOf(certifiedBy))
  return filled({ ...rest, certifiedBy: named, reason })
}

function Steps({ steps, region }: { readonly steps: readonly Step[]; readonly region: string }) {
  const say = useSay()
  return (
    <section className="card" aria-label={say(words.steps)}>
      <h2>{say(words.steps)}</h2>
      <Table<Step>
        rowKey={({ recordedAt, kind, status }) => `${recordedAt} ${kind} ${status}`}
        size="small"
        bordered
        pagination={false}
        dataSource={[...steps]}
        columns={[
          { title: say(words.happenedOn), dataIndex: 'happenedOn' },
          {
            title: say(words.step),
            render: (_, { kind, status }) =>
              say(kind === 'advanced' ? applicationStatusNames[status] : applicationStepKindNames[kind]),
          },
          {
            title: say(words.said),
            render: (_, { said, reason }) => <Facts value={shownStep(said, reason, say)} />,
          },
          {
            title: say(words.warnings),
            render: (_, { warnings, happenedOn }) =>
              warnings.map(({ code, text, clause }) => (
                <div key={code}>
                  {text} {clause ? <ClauseNote clause={clause} region={region} on={happenedOn} /> : null}
                </div>
              )),
          },
          { title: say(words.recordedAt), render: (_, { recordedAt }) => <ShownTime at={recordedAt} /> },
        ]}
      />
    </section>
  )
}
