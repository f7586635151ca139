import { Form } from 'antd'
import { useOperator } from '../../api/session.ts'
import { today } from '../../parts/days.ts'
import { departmentOptions } from '../../parts/departments.ts'
import { Exports } from '../../parts/Exports.tsx'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { useSought } from '../../parts/sought.ts'
import { alertWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

interface Sought {
  readonly region: string
  readonly month: string
  readonly department: string
}

export function SendMonth() {
  const say = useSay()
  const { region } = useOperator()
  const [form] = Form.useForm<Sought>()
  const month = today().slice(0, 7)
  const [sought, setSought] = useSought<Sought>({ region, month, department: 'civil-affairs' })
  return (
    <>
      <p className="quiet">{say(words.aboutSending)}</p>
      <SearchCard
        form={form}
        begin={sought}
        onSearch={setSought}
        fields={[
          { name: 'region', label: words.region, maxLength: 6 },
          { name: 'month', label: words.month, isMonth: true },
          {
            name: 'department',
            label: words.department,
            options: departmentOptions.map(({ value, label }) => ({ value, label: say(label) })),
          },
        ]}
      >
        <Exports path="/v1/alerts" query={sought} />
      </SearchCard>
    </>
  )
}
