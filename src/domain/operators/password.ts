import type { Bilingual } from '../language.ts'

const minLength = 12
const maxLength = 128
const minVariety = 6

/**
 * What is wrong with a password that somebody chose; null where nothing is. Length is asked for and variety of characters, no
 * recipe of signs: those make `Password1!` of everybody's.
 */
export function passwordFault(password: string, username: string): Bilingual | null {
  const { length } = [...password]
  if (length < minLength || length > maxLength)
    return { zh: `密码须为 ${minLength} 至 ${maxLength} 个字符。`, en: `Send ${minLength} to ${maxLength} characters.` }
  if (new Set(password).size < minVariety)
    return {
      zh: `密码须含至少 ${minVariety} 种不同字符。`,
      en: `Send a password of at least ${minVariety} different characters.`,
    }
  if (password.toLowerCase().includes(username))
    return { zh: '密码不得包含用户名。', en: 'Send a password that does not hold the user name.' }
  return isRow(password)
    ? { zh: '密码不得为连续字符。', en: 'Send a password that is no row of neighbouring characters.' }
    : null
}

/** 123456789012 and its like. */
function isRow(password: string): boolean {
  const steps = [...password].slice(1).map((char, at) => char.charCodeAt(0) - password.charCodeAt(at))
  return steps.filter((step) => Math.abs(step) <= 1 || Math.abs(step) === 9).length >= steps.length * 0.9
}
