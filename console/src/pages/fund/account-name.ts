import { purposeNames, sourceNames } from '../../../../src/domain/fund/fund-names.ts'
import type { Words } from '../../words/language.tsx'

const kinds: Readonly<Record<string, Words>> = {
  fund: { zh: '基金', en: 'fund' },
  payable: { zh: '应付医疗机构', en: 'owed to hospital' },
  people: { zh: '应付个人', en: 'promised to people' },
  transit: { zh: '银行在途', en: 'with the bank' },
}

const known: Readonly<Record<string, Words>> = { ...sourceNames, ...purposeNames }

/** What an account of the journal is called: `payable:H1` is what is owed to the hospital H1. */
export function accountName(account: string): Words {
  const [kind = '', of = ''] = account.split(':')
  const named = kinds[kind]
  if (named) return { zh: `${named.zh} ${of}`, en: `${named.en} ${of}` }
  return known[of] ?? { zh: account, en: account }
}
