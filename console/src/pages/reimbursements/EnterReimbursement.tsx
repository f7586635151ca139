import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { hospitalLevelNames, hospitalLevels } from '../../../../src/domain/names/hospitals.ts'
import { apiByNumber } from '../../api/client.ts'
import { today } from '../../parts/days.ts'
import { ProblemAlert, sayAtFields } from '../../parts/problem.tsx'
import { sentFields } from '../../parts/sent.ts'
import { shellWords, reimbursementWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { CareFields, CostFields } from '../settlements/VisitFields.tsx'
import { InvoiceFields } from './InvoiceFields.tsx'

type Asked = components['schemas']['ReimbursementRequest']

const noCost = { offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00' }
const begun = { care: 'inpatient', costs: noCost, hospital: { designated: true }, invoices: [{}] }

/** Where the hospital is registered its code says the rest, and whether it was designated on the day. */
function bodyOf(values: Record<string, unknown>): Asked {
  const { hospital, ...rest } = sentFields(values, new Set()) as unknown as Asked
  const { code, designated, ...other } = hospital ?? {}
  return { ...rest, hospital: code ? { code, ...other } : { ...other, designated } }
}

/** A bill that the person has paid, with its invoices. The number stays what it is, so that a lost answer is asked for again. */
export function EnterReimbursement() {
  const say = useSay()
  const client = useQueryClient()
  const [, go] = useLocation()
  const [form] = Form.useForm()
  const [saidAt, setSaidAt] = useState<readonly string[]>([])
  const { mutate, error, isPending } = useMutation({
    mutationFn: (values: Record<string, unknown>) => {
      setSaidAt([])
      return dataOf(apiByNumber.POST('/v1/reimbursements', { body: bodyOf(values) }))
    },
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['reimbursements'] })
      go(`/${id}`)
    },
    onError: (refused) => setSaidAt(sayAtFields(form, refused)),
  })
  const needed = [{ required: true, message: say(shellWords.needed) }]
  return (
    <>
      <div className="head">
        <h1>{say(words.enter)}</h1>
        <Link href="/">{say(words.title)}</Link>
      </div>
      <p className="quiet">{say(words.aboutEnter)}</p>
      <Form form={form} layout="vertical" initialValues={{ ...begun, receivedOn: today() }} onFinish={mutate}>
        <div className="card fields">
          <Form.Item name="reimbursementNo" label={say(words.reimbursementNo)} rules={needed}>
            <Input maxLength={64} autoComplete="off" />
          </Form.Item>
          <Form.Item name="personNo" label={say(words.personNo)} rules={needed}>
            <Input maxLength={30} autoComplete="off" />
          </Form.Item>
          <Form.Item name="receivedOn" label={say(words.receivedOn)} rules={needed}>
            <Input type="date" />
          </Form.Item>
          <CareFields />
        </div>
        <HospitalFields />
        <CostFields isPaidNeeded />
        <InvoiceFields />
        <PaperFields />
        <ProblemAlert error={error} saidAt={saidAt} />
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={isPending}>
            {say(words.enter)}
          </Button>
        </div>
      </Form>
    </>
  )
}

function HospitalFields() {
  const say = useSay()
  const code = Form.useWatch(['hospital', 'code']) as string | undefined
  const isRegistered = code !== undefined && code.trim() !== ''
  return (
    <section className="card" aria-label={say(words.hospital)}>
      <h2>{say(words.hospital)}</h2>
      <p className="quiet">{say(words.aboutHospital)}</p>
      <div className="fields">
        <Form.Item name={['hospital', 'code']} label={say(words.hospitalCode)}>
          <Input maxLength={30} autoComplete="off" />
        </Form.Item>
        {isRegistered ? null : (
          <>
            <Form.Item name={['hospital', 'name']} label={say(words.hospitalName)} preserve={false}>
              <Input maxLength={100} autoComplete="off" />
            </Form.Item>
            <Form.Item name={['hospital', 'region']} label={say(words.hospitalRegion)} preserve={false}>
              <Input maxLength={6} autoComplete="off" />
            </Form.Item>
            <Form.Item name={['hospital', 'level']} label={say(words.level)} preserve={false}>
              <Select
                allowClear
                options={hospitalLevels.map((value) => ({ value, label: say(hospitalLevelNames[value]) }))}
              />
            </Form.Item>
            <Form.Item name={['hospital', 'feeClass']} label={say(words.feeClass)} preserve={false}>
              <Input maxLength={40} autoComplete="off" />
            </Form.Item>
            <Form.Item name={['hospital', 'designated']} label=" " colon={false} valuePropName="checked">
              <Checkbox>{say(words.designated)}</Checkbox>
            </Form.Item>
          </>
        )}
      </div>
    </section>
  )
}

function PaperFields() {
  const say = useSay()
  return (
    <section className="card" aria-label={say(words.proof)}>
      <h2>{say(words.proof)}</h2>
      <div className="fields">
        <Form.Item name={['insuranceProof', 'documentNo']} label={say(words.documentNo)}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name={['insuranceProof', 'issuedBy']} label={say(words.issuedBy)}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name={['insuranceProof', 'issuedOn']} label={say(words.proofIssuedOn)}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="archiveNo" label={say(words.archiveNo)}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
      </div>
    </section>
  )
}
