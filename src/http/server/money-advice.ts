import type { Bilingual } from '../../domain/language.ts'
import { decimal } from '../../domain/money.ts'

const example: Bilingual = {
  en: 'Send an amount in yuan as a string with two decimals, such as "12.50".',
  zh: '请以字符串填写金额（元），保留两位小数，如 "12.50"。',
}

/**
 * What to send in place of an amount that was refused. The string is written out where it is certain;
 * an amount is never rounded for the caller, because the missing fen would be somebody's.
 */
export function moneyAdvice(input: unknown): Bilingual {
  if (typeof input === 'number') return aboutNumber(input)
  if (typeof input !== 'string') return example
  const text = input.trim().replace(/[,，￥¥]/g, '')
  return plainNumber.test(text) ? aboutText(text) : example
}

const plainNumber = /^[+-]?\d{1,30}(\.\d{0,30})?([eE][+-]?\d{1,2})?$/

/** JSON numbers are floats: beyond 15 digits what was meant is lost, so nothing is suggested. */
function aboutNumber(input: number): Bilingual {
  const text = String(input)
  if (!plainNumber.test(text) || text.replace(/\D/g, '').length > 15) return example
  const advice = aboutText(text)
  return {
    en: `An amount is a string, because a JSON number cannot hold every fen. ${advice.en}`,
    zh: `金额须为字符串，JSON 数字不能准确表示到分。${advice.zh}`,
  }
}

function aboutText(text: string): Bilingual {
  const amount = decimal(text)
  if (amount.isNegative() && !amount.isZero()) {
    return { en: 'An amount has no sign here and is at least "0.00".', zh: '此处金额不带符号，最小为 "0.00"。' }
  }
  if (amount.decimalPlaces() > 2) {
    return {
      en: `An amount ends at the fen; this one has ${amount.decimalPlaces()} decimals. Send two, such as "12.50".`,
      zh: `金额精确到分；此处有 ${amount.decimalPlaces()} 位小数。请保留两位，如 "12.50"。`,
    }
  }
  const exact = amount.abs().toFixed(2)
  if (exact.length > 17)
    return { en: 'An amount has at most 14 digits before the point.', zh: '金额小数点前最多 14 位。' }
  return { en: `Send "${exact}" as a string.`, zh: `请以字符串 "${exact}" 发送。` }
}
