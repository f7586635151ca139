import { Form, Select } from 'antd'
import type { components } from '../../../../clients/typescript/src/index.ts'
import { categoryName } from '../../../../src/domain/names/categories.ts'
import { shellWords, whatIfWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { type PackValue, packValues } from './pack-values.ts'

export type Clauses = components['schemas']['PolicyDetail']['clauses']

interface Of {
  /** Where the two fields stand in their list. */
  readonly path: readonly (string | number)[]
  /** The same from the top of the form. */
  readonly whole: readonly (string | number)[]
  readonly clauses: Clauses
  readonly isNeeded: boolean
}

/** What stands in force at the place that was chosen; nothing while none is. */
export function useChosen(whole: readonly (string | number)[], clauses: Clauses): PackValue | undefined {
  const clause = Form.useWatch([...whole, 'clause'])
  const path = Form.useWatch([...whole, 'path'])
  return valuesIn(clauses, clause).find((one) => one.path === path)
}

const valuesIn = (clauses: Clauses, id: unknown): PackValue[] =>
  packValues(clauses.find((clause) => clause.id === id)?.values ?? {}).filter(({ path }) => path !== '')

/** A value of the pack in force: its clause, then its place within it. */
export function ValuePlace({ path, whole, clauses, isNeeded }: Of) {
  const say = useSay()
  const form = Form.useFormInstance()
  const clause = Form.useWatch([...whole, 'clause'])
  const rules = isNeeded ? [{ required: true, message: say(shellWords.needed) }] : []
  const called = (one: PackValue) => {
    const whom = one.for.map((code) => say(categoryName(code))).join('、')
    return `${one.path} = ${one.value ?? say(words.noValue)}${whom === '' ? '' : `（${whom}）`}`
  }
  return (
    <>
      <Form.Item name={[...path, 'clause']} label={say(words.clause)} rules={rules}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          allowClear={!isNeeded}
          options={clauses
            .filter(({ values }) => Object.keys(values).length > 0)
            .map(({ id, cite }) => ({ value: id, label: `${id} ${cite}` }))}
          onChange={() => form.setFieldValue([...whole, 'path'], undefined)}
        />
      </Form.Item>
      <Form.Item name={[...path, 'path']} label={say(words.place)} rules={rules}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          allowClear={!isNeeded}
          popupMatchSelectWidth={420}
          options={valuesIn(clauses, clause).map((one) => ({ value: one.path, label: called(one) }))}
        />
      </Form.Item>
    </>
  )
}
