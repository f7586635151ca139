import { startVitest } from 'vitest/node'

/** `npm run hospital-day [admissions]`: a hospital's day by messages alone, of four hundred admissions where no number is given. */
process.env.YIZHAN_DAY_ADMISSIONS = process.argv[2] ?? '400'
const vitest = await startVitest('test', ['test/nhsa/day/hospital-day.test.ts'])
await vitest?.close()
