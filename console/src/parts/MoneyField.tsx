import { Form, Input } from 'antd'
import { shellWords, settlementWords as words } from '../words/catalogue.ts'
import { useSay, type Words } from '../words/language.tsx'
import { typedMoney } from './money.ts'

interface MoneyShown {
  readonly path: (string | number)[]
  /** The same from the top of the form, where the field stands in a list. */
  readonly whole?: (string | number)[]
  readonly label: Words
  readonly isNeeded: boolean
}

/** Text, never a number: what is typed is put into two decimals when the field is left. */
export function MoneyField({ path, whole = path, label, isNeeded }: MoneyShown) {
  const say = useSay()
  const form = Form.useFormInstance()
  return (
    <Form.Item
      name={path}
      label={say(label)}
      rules={[
        { required: isNeeded, message: say(shellWords.needed) },
        { pattern: /^\d{1,14}\.\d{2}$/, message: say(words.moneyForm) },
      ]}
      validateTrigger={[]}
    >
      <Input
        inputMode="decimal"
        maxLength={24}
        className="money-input"
        onBlur={(event) => {
          form.setFieldValue(whole, typedMoney(event.target.value))
          // Looked at as it will be sent; what is wrong is said at the field.
          form.validateFields([whole]).catch(() => undefined)
        }}
      />
    </Form.Item>
  )
}
