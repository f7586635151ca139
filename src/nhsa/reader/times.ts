import { chinaTime, type Day } from '../../domain/calendar.ts'

/** `2023-03-15 10:20:30`, in China. */
export function timeText(at: Date): string {
  return chinaTime(at).slice(0, 19).replace('T', ' ')
}

/** `20230315102030123`, in China. */
export function timeDigits(at: Date): string {
  return chinaTime(at).slice(0, 23).replace(/\D/g, '')
}

/** Whole years on a day, with the one decimal that the field has. */
export function ageOn(birthDate: Day, on: Day): string {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4))
  const before = on.slice(5) < birthDate.slice(5) ? 1 : 0
  return `${Math.max(0, years - before)}.0`
}
