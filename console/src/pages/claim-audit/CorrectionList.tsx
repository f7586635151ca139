import { Form } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { Facts } from '../../parts/Facts.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { useSought } from '../../parts/sought.ts'
import { claimAuditWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Correction = components['schemas']['SettlementCorrection']

interface Sought {
  readonly hospitalCode?: string
  readonly settlementNo?: string
  readonly personNo?: string
}

/** What was put right of settlements, newest first; a settlement is put right on its own page. */
export function CorrectionList() {
  const say = useSay()
  const [form] = Form.useForm<Sought>()
  const [sought, setSought] = useSought<Sought>()
  return (
    <>
      <SearchCard
        form={form}
        begin={sought}
        onSearch={setSought}
        fields={[
          { name: 'hospitalCode', label: words.hospitalCode, maxLength: 30 },
          { name: 'settlementNo', label: words.settlementNo, maxLength: 60 },
          { name: 'personNo', label: words.personNo, maxLength: 30 },
        ]}
      />
      <ListTable<Correction>
        label={say(words.corrections)}
        queryKey={['corrections', sought]}
        load={(page) => dataOf(api.GET('/v1/corrections', { params: { query: { ...sought, ...page } } }))}
        form={form}
        empty={words.noCorrection}
        columns={[
          { title: say(words.correctionNo), dataIndex: 'correctionNo' },
          {
            title: say(words.settlementNo),
            render: (_, { settlementId, settlementNo }) => (
              <Link href={`~/console/settlements/${settlementId}`}>{settlementNo}</Link>
            ),
          },
          { title: say(words.hospitalCode), dataIndex: 'hospitalCode' },
          { title: say(words.personNo), dataIndex: 'personNo' },
          { title: say(words.changes), render: (_, { changes }) => <Facts value={changes} of="changes" /> },
          { title: say(words.reason), render: (_, { reason }) => <div className="about">{reason}</div> },
          { title: say(words.correctedAt), render: (_, { correctedAt }) => <ShownTime at={correctedAt} /> },
        ]}
      />
    </>
  )
}
