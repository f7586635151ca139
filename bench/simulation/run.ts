import { startVitest } from 'vitest/node'

/** `npm run year [people]`: Jincheng's whole year, on twenty thousand people where no number is given. */
process.env.YIZHAN_YEAR_PEOPLE = process.argv[2] ?? '20000'
const vitest = await startVitest('test', ['test/bench/simulation'])
await vitest?.close()
