import { expect, test } from 'vitest'
import { shownWarning } from '../../../src/application/explain/explain.ts'

test.each([
  ['zh', '请填报其实际支付金额', /请冲正后不填/],
  ['en', 'send what they paid', /send the claim without the two/],
] as const)(
  'insurance given as nil: what was paid is asked for, and a schedule is not taken for granted (%s)',
  (language, says, never) => {
    const { text } = shownWarning(
      { code: 'insurance-given-as-nil', clause: null, params: { inScope: '100.00' } },
      language,
    )
    expect(text).toContain(says)
    expect(text).not.toMatch(never)
  },
)
