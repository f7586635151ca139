import { z } from 'zod'
import { isDay } from '../calendar.ts'
import { numeric, written } from './values.ts'

/** A day of every year, so that the 29th of February is none. */
const dayOfYear = written(/^\d\d-\d\d$/, 'month-day').refine((text) => isDay(`2023-${text}`), 'month-day')
export const monthCount = numeric(/^([1-9]|[12]\d|3[0-6])$/, 'month-count')

/** Years that begin on another day than the first of January; so many months up to the visit. */
const ofOwn = [z.strictObject({ begins: dayOfYear }), z.strictObject({ months: monthCount })] as const
const ofCalendar = ['year', 'half-year', 'quarter', 'month', 'visit'] as const

/** Over what a deductible is filled. */
export const deductiblePeriod = z.union([z.enum(ofCalendar), ...ofOwn])

/** Over what a limit is used up; `lifetime` never begins anew. */
export const limitPeriod = z.union([z.enum([...ofCalendar, 'lifetime']), ...ofOwn])
