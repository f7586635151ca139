import { Checkbox, Form, Input, Select } from 'antd'
import type { components } from '../../../../clients/typescript/src/index.ts'
import { type Care, careNames, cares } from '../../../../src/domain/names/care.ts'
import { filled } from '../../parts/fields.ts'
import { MoneyField } from '../../parts/MoneyField.tsx'
import { shellWords, settlementWords as words } from '../../words/catalogue.ts'
import { useSay, type Words } from '../../words/language.tsx'

type Request = components['schemas']['SettlementRequest']

export interface Visit {
  readonly settlementNo?: string
  readonly personNo: string
  readonly hospitalCode: string
  readonly care: Care
  readonly admittedOn?: string
  readonly dischargedOn?: string
  readonly servedOn?: string
  readonly diseaseCode?: string
  readonly referral?: 'proper' | 'none' | ''
  readonly emergency?: boolean
  readonly costs: Readonly<Record<'total' | 'inScope' | 'offCatalogue' | 'overLimit' | 'preSelfPay', string>>
  readonly paid?: Readonly<Partial<Record<PaidBy, string>>>
}

const costFields = ['total', 'inScope', 'offCatalogue', 'overLimit', 'preSelfPay'] as const
const paidFields = ['basic', 'criticalIllness', 'supplementary', 'commercial', 'socialAid'] as const
type PaidBy = (typeof paidFields)[number]

const paidWords: Readonly<Record<PaidBy, Words>> = {
  basic: { zh: '基本医疗保险', en: 'Basic insurance' },
  criticalIllness: { zh: '大病保险', en: 'Critical-illness insurance' },
  supplementary: { zh: '补充医疗保险', en: 'Supplementary insurance' },
  commercial: { zh: '商业健康保险', en: 'Commercial insurance' },
  socialAid: { zh: '社会互助帮扶', en: 'Social mutual aid' },
}

/** The form as the service takes it. */
export function visitOf({ costs, paid, emergency, ...rest }: Visit): Request {
  const given = filled(paid ?? {})
  return {
    ...filled(rest),
    ...(emergency ? { emergency } : {}),
    costs: filled(costs),
    ...(Object.keys(given).length > 0 ? { paid: given } : {}),
  } as Request
}

interface Who {
  readonly maySettle: boolean
  readonly isHospital: boolean
}

export function VisitFields({ maySettle, isHospital }: Who) {
  const say = useSay()
  const needed = [{ required: true, message: say(shellWords.needed) }]
  return (
    <>
      <div className="card fields">
        {maySettle ? (
          <Form.Item name="settlementNo" label={say(words.settlementNo)}>
            <Input maxLength={60} />
          </Form.Item>
        ) : null}
        <Form.Item name="personNo" label={say(words.personNo)} rules={needed}>
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item name="hospitalCode" label={say(words.hospitalCode)} rules={needed}>
          <Input maxLength={30} readOnly={isHospital} />
        </Form.Item>
        <CareFields />
      </div>
      <CostFields isPaidNeeded={false} />
    </>
  )
}

/** What kind of care it was, when, and how the person came there. */
export function CareFields() {
  const say = useSay()
  const care = Form.useWatch('care') as Care | undefined
  const needed = [{ required: true, message: say(shellWords.needed) }]
  return (
    <>
      <Form.Item name="care" label={say(words.care)} rules={needed}>
        <Select options={cares.map((value) => ({ value, label: say(careNames[value]) }))} />
      </Form.Item>
      {care === 'inpatient' || care === 'critical-disease' ? (
        <>
          <Form.Item name="admittedOn" label={say(words.admittedOn)} rules={needed} preserve={false}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="dischargedOn" label={say(words.dischargedOn)} rules={needed} preserve={false}>
            <Input type="date" />
          </Form.Item>
        </>
      ) : (
        <Form.Item name="servedOn" label={say(words.servedOn)} rules={needed} preserve={false}>
          <Input type="date" />
        </Form.Item>
      )}
      <Form.Item name="diseaseCode" label={say(words.diseaseCode)}>
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="referral" label={say(words.referral)}>
        <Select
          allowClear
          options={[
            { value: 'proper', label: say(words.proper) },
            { value: 'none', label: say(words.none) },
          ]}
        />
      </Form.Item>
      <Form.Item name="emergency" label=" " colon={false} valuePropName="checked">
        <Checkbox>{say(words.emergency)}</Checkbox>
      </Form.Item>
    </>
  )
}

/** Costs, and what others have paid; where that has to be known, nothing is left to be computed. */
export function CostFields({ isPaidNeeded }: { readonly isPaidNeeded: boolean }) {
  const say = useSay()
  return (
    <div className="card">
      <h2>{say(words.costs)}</h2>
      <div className="fields">
        {costFields.map((name) => (
          <MoneyField
            key={name}
            path={['costs', name]}
            label={words[name]}
            isNeeded={name === 'total' || name === 'inScope'}
          />
        ))}
      </div>
      <h2>{say(words.paid)}</h2>
      <p className="quiet">{say(isPaidNeeded ? words.zeroWhereNone : words.leaveOut)}</p>
      <div className="fields">
        {paidFields.map((name) => (
          <MoneyField
            key={name}
            path={['paid', name]}
            label={paidWords[name]}
            isNeeded={isPaidNeeded && isInsurance(name)}
          />
        ))}
      </div>
    </div>
  )
}

const isInsurance = (name: PaidBy) => name === 'basic' || name === 'criticalIllness'
