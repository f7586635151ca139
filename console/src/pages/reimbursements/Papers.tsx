import { Alert, Form, Select, Table } from 'antd'
import { useId, useState } from 'react'
import { dataOf } from '../../../../clients/typescript/src/index.ts'
import { paperKindNames, paperKinds } from '../../../../src/domain/reimbursements/reimbursement-names.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { asFile, SendFile } from '../../parts/SendFile.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { reimbursementWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import type { Reimbursement } from './reimbursement.ts'

type Paper = Reimbursement['documents'][number]

interface Of {
  readonly bill: Reimbursement
  readonly isOpen: boolean
}

/** The papers of a bill: each look at one is a record of its own. */
export function Papers({ bill: { id, documents }, isOpen }: Of) {
  const say = useSay()
  const isClerk = holdsPost(useOperator(), ['clerk'])
  return (
    <>
      <section className="card" aria-label={say(words.papers)}>
        <h2>{say(words.papers)}</h2>
        <Table<Paper>
          rowKey="id"
          size="small"
          bordered
          pagination={false}
          dataSource={[...documents]}
          locale={{ emptyText: say(words.noPaper) }}
          columns={[
            { title: say(words.paperKind), render: (_, { kind }) => say(paperKindNames[kind]) },
            { title: say(words.bytes), align: 'right', dataIndex: 'bytes' },
            { title: say(words.addedAt), render: (_, { addedAt }) => <ShownTime at={addedAt} /> },
            {
              title: say(words.paperFile),
              render: (_, { id: documentId, mediaType }) => (
                <a href={`/v1/reimbursements/${id}/documents/${documentId}`} download>
                  {say(words.download)} {mediaType}
                </a>
              ),
            },
          ]}
        />
      </section>
      {isOpen && isClerk ? <AddPaper id={id} /> : null}
    </>
  )
}

function AddPaper({ id }: { readonly id: string }) {
  const say = useSay()
  const field = useId()
  const [kind, setKind] = useState<Paper['kind']>('invoice')
  return (
    <SendFile<Reimbursement>
      title={words.addPaper}
      label={words.paperFile}
      send={(file) =>
        dataOf(
          api.POST('/v1/reimbursements/{id}/documents', {
            params: { path: { id }, query: { kind } },
            ...asFile(file),
          }),
        )
      }
      shown={() => <Alert className="problem" type="success" showIcon title={say(words.kept)} />}
    >
      <Form.Item label={say(words.paperKind)} htmlFor={field}>
        <Select
          id={field}
          className="wide"
          value={kind}
          onChange={setKind}
          options={paperKinds.map((value) => ({ value, label: say(paperKindNames[value]) }))}
        />
      </Form.Item>
    </SendFile>
  )
}
