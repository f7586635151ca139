import { z } from 'zod'
import { isDay } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import { isPlainText } from '../../domain/shared/plain-text.ts'
import { isScientific } from '../../domain/shared/rounded.ts'

/**
 * The fields that requests and answers are made of.
 *
 * The `error` of a schema is a key of the table in `src/http/server/advice.ts`, not a sentence: the sentence is
 * written in the caller's language, from what was sent.
 */

/** Gives a field its two names, and the national interface's name where it has one. */
export function named<S extends z.ZodType>(schema: S, en: string, zh: string, national?: string): S {
  return schema.meta({ description: `${en} / ${zh}${national ? ` (${national})` : ''}` })
}

/** A field that may be left out, or sent as null: programs differ in how they say nothing. The description stays. */
export function orNothing<S extends z.ZodType>(schema: S): z.ZodOptional<z.ZodNullable<S>> {
  return schema.nullish().meta({ description: schema.description })
}

/**
 * An amount of a request has up to fourteen digits of yuan and is written in one way only, since its text is part of what is
 * hashed; what answers hold may be a difference of sums.
 */
const amountPattern = /^(?:0|[1-9]\d{0,13})\.\d{2}$/
const sumPattern = /^\d{1,20}\.\d{2}$/
const signedSumPattern = /^-?\d{1,20}\.\d{2}$/

/** Yuan with exactly two decimals, as text. */
export const yuanAmount = z
  .string({ error: 'money' })
  .regex(amountPattern, { error: 'money' })
  .meta({ examples: ['0.00'] })
/** The same, as answers have it: it may be a sum. */
export const yuanText = z
  .string()
  .regex(sumPattern)
  .meta({ examples: ['0.00'] })
export const aDay = z
  .string({ error: 'day' })
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'day', abort: true })
  .refine(isDay, { error: 'day' })
  .meta({ format: 'date', examples: ['2023-03-15'] })

/** Yuan that a request says. */
export const amount = (en: string, zh: string, national?: string) => named(yuanAmount, en, zh, national)

/** Yuan of an answer. */
export const money = (en: string, zh: string, national?: string) => named(yuanText, en, zh, national)

export const signedYuan = z.string().regex(signedSumPattern)

/** Yuan of an entry, which a reversal negates. Only answers hold it. */
export const signedMoney = (en: string, zh: string, national?: string) => named(signedYuan, en, zh, national)

/** A share between 0 and 1, as text. Only answers hold it. */
export const aShare = z.string().regex(/^\d(\.\d{1,6})?$/)

export const day = (en: string, zh: string, national?: string) => named(aDay, en, zh, national)

export const anInstant = z.string().meta({ format: 'date-time' })
export const instant = (en: string, zh: string, national?: string) => named(anInstant, en, zh, national)

export const regionField = (en: string, zh: string, national?: string) =>
  named(
    z
      .string({ error: 'region' })
      .regex(/^\d{6}$/, { error: 'region' })
      .meta({ examples: ['140500'] }),
    en,
    zh,
    national,
  )

/** A number or code that another system gave out. */
export const code = (max: number, en: string, zh: string, national?: string) =>
  named(
    z
      .string({ error: 'code' })
      .max(max, { error: 'code', abort: true })
      .regex(/^[0-9A-Za-z._:-]+$/, { error: 'code' }),
    en,
    zh,
    national,
  )

/** Words of people, who see all of them. */
export const someWords = (max: number) =>
  z
    .string({ error: 'words' })
    .min(1, { error: 'words', abort: true })
    .max(max, { error: 'words', abort: true })
    .refine((value) => isPlainText(value) && value.trim() !== '', { error: 'words' })
export const wordsText = (max: number, en: string, zh: string, national?: string) =>
  named(someWords(max), en, zh, national)

const aDocumentNo = (max: number, error: 'document-no' | 'application-no') =>
  z
    .string({ error })
    .min(1, { error, abort: true })
    .max(max, { error, abort: true })
    .refine((value) => isPlainText(value) && value.trim() !== '' && !isScientific(value.trim()), { error })

/** The number of a document as the office that issued it writes it: 晋城民边〔2023〕1号. */
export const documentNo = (max: number, en: string, zh: string, national?: string) =>
  named(aDocumentNo(max, 'document-no'), en, zh, national)

/** The same without spaces, since it is looked for by this number. */
export const documentNoUnspaced = (max: number, en: string, zh: string) =>
  named(
    aDocumentNo(max, 'application-no').refine((value) => !/\s/u.test(value), { error: 'application-no' }),
    en,
    zh,
  )

export const uuid = (en: string, zh: string, national?: string) =>
  named(
    z
      .string({ error: 'uuid' })
      .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, { error: 'uuid' })
      .meta({ format: 'uuid', examples: ['0190f5fe-7c00-7a00-8000-000000000001'] }),
    en,
    zh,
    national,
  )

export const flagField = (en: string, zh: string) => named(z.boolean({ error: 'flag' }), en, zh)

/** One of a few words, each with its Chinese name in the description where the words have one. */
export function oneOf<const V extends readonly [string, ...string[]]>(
  values: V,
  en: string,
  zh: string,
  names?: Readonly<Record<V[number], Bilingual>>,
) {
  const list = names ? `: ${values.map((value) => `${value} ${names[value as V[number]].zh}`).join(', ')}` : ''
  return named(z.enum(values), en, `${zh}${list}`)
}

/** A year in the address, read from its four digits. */
export const yearQuery = (en: string, zh: string) =>
  named(
    z
      .string({ error: 'year' })
      .regex(/^(19|20)\d\d$/, { error: 'year' })
      .transform(Number)
      .meta({ type: 'integer', pattern: undefined, examples: [2023] }),
    en,
    zh,
  )

export const yearField = (en: string, zh: string, national?: string) =>
  named(z.int({ error: 'year' }).min(1900, { error: 'year' }).max(2099, { error: 'year' }), en, zh, national)

/** Of an answer: the year of whatever day was asked for. */
export const yearOfDay = (en: string, zh: string, national?: string) =>
  named(z.int().min(1).max(9999), en, zh, national)

export const tierQuery = named(
  z
    .enum(['1', '2'])
    .transform((tier) => (tier === '1' ? 1 : 2))
    .meta({ type: 'integer', enum: [1, 2] }),
  'Contribution tier; without it the tier registered for the person, or the only one of the region',
  '缴费档次；不填时取登记的档次或该地区唯一的档次',
)

export const page = {
  limit: named(
    z
      .string({ error: 'limit' })
      .regex(/^([1-9]\d?|[1-4]\d\d|500)$/, { error: 'limit' })
      .transform(Number)
      .default(50)
      .meta({ type: 'integer', pattern: undefined, minimum: 1, maximum: 500, default: 50 }),
    'How many items at most, 1 to 500',
    '每页条数，1 至 500',
  ),
  cursor: named(
    z
      .string({ error: 'cursor' })
      .regex(/^[\w.~=-]{1,512}$/, { error: 'cursor' })
      .optional(),
    'The `nextCursor` of the page before',
    '上一页的 nextCursor',
  ),
}

/** A page of a list. */
export const listOf = <S extends z.ZodType>(item: S, en: string, zh: string) =>
  z.strictObject({
    items: named(z.array(item), en, zh),
    nextCursor: named(
      z.string().nullable(),
      'Where the next page begins; null on the last',
      '下一页的起点；最后一页为 null',
    ),
  })
