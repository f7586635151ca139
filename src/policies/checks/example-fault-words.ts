import type { Bilingual } from '../../domain/language.ts'

/** Of examples that packs bring along. */
export const exampleFaultWords = {
  'example-differs': {
    zh: '例子里 {payer} 写 {said}，算出来是 {computed}（依据 {by}）；请核对例子或条款',
    en: 'the example has {said} for {payer} and {computed} comes out, by {by}; mend the example or the clause',
  },
  'example-refused': {
    zh: '例子算不出来：{why}',
    en: 'the example cannot be computed: {why}',
  },
  'example-by-hand': {
    zh: '例子里 {payer} 写 {said}，而条款 {by} 规定人工核定，算不出来；请在 payers 中不写这一方，也不写 person',
    en: 'the example has {said} for {payer}, which by {by} is settled by hand and not computed; leave it and the person out of `payers`',
  },
} satisfies Record<string, Bilingual>
