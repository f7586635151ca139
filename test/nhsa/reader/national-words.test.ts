import { expect, test } from 'vitest'
import { visitAgain } from '../../../src/application/settlement/prepare.ts'
import { shortId } from '../../../src/application/shared/short-id.ts'
import { problems } from '../../../src/domain/refusals/problems.ts'
import { nationalWords } from '../../../src/nhsa/reader/national-words.ts'

/** Refusals that no message of a hospital meets: of jobs, funds, payouts, rosters, operators and the bureau's own corrections. */
const ofTheBureau = [
  'certified-region-invalid',
  'recovery-unnamed',
  'payment-before-approval',
  'job-finished',
  'policy-hash-unknown',
  'policy-hash-in-use',
  'what-if-not-ready',
  'correction-not-listed',
  'correction-outdated',
  'disallowance-decided',
  'year-not-over',
  'year-end-not-in-policy',
  'household-not-recorded',
  'roster-busy',
  'payout-nothing-owed',
  'payouts-none-open',
  'reimbursement-status',
  'papers-missing',
  'sent-before-approval',
  'recovery-elsewhere',
  'fund-elsewhere',
  'session-ended',
  'session-token-missing',
  'password-must-change',
  'task-decided',
]

/** A route, a field of the API, or a word of its answers, in a Chinese sentence. */
const isOurs = (text: string) =>
  /\/v1\/|\b[a-z]+[A-Z][a-z]+|\b(?:here|besides)\b/.test(text.replaceAll(/\{[^}]*\}/g, ''))

test('what a hospital reads of a refusal names its own fields and transactions, and no route of the API', () => {
  const said = Object.entries(problems).map(([code, { detail }]) => [code, nationalWords(detail.zh)] as const)
  const ours = said.filter(([, text]) => isOurs(text.replaceAll('dscgTime', ''))).map(([code]) => code)
  expect(ours.filter((code) => !ofTheBureau.includes(code))).toEqual([])
  expect(isOurs('请填写 diseaseCode')).toBe(true)
})

test('the advice that a refusal is filled with names them as well', () => {
  const { zh } = visitAgain('H1', false)
  expect(isOurs(zh)).toBe(true)
  expect(isOurs(nationalWords(zh))).toBe(false)
  expect(nationalWords(zh)).toContain('exp_content 的 besides_msgid 中加上 H1')
  expect(isOurs(nationalWords(visitAgain('H1', true).zh))).toBe(false)
})

test('a number of ours stands in the form that messages have it in, and a failure names the message', () => {
  const id = '01a22725-ae32-7cbd-82a4-1e832501de3b'
  expect(nationalWords(`没有结算 ${id}；请核对。`)).toBe(`没有结算 ${shortId(id)}；请核对。`)
  expect(nationalWords(problems.internal.detail.zh)).toMatch(/msgid/)
  expect(nationalWords(problems.internal.detail.zh)).not.toContain('x-request-id')
})
