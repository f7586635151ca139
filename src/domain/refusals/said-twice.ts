import { Refusal } from './refusal.ts'

/** A name that stands twice in one object: whichever of them was meant, nobody guesses. */
export function saidTwice(name: string): Refusal {
  const shown = name.slice(0, 100)
  const reason = {
    zh: `字段「${shown}」在同一对象中出现两次；请只保留一个。`,
    en: `the field "${shown}" stands twice in one object; send it once.`,
  }
  return new Refusal('malformed-json', { reason })
}
