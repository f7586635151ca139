import { playPacks } from './rounds.ts'

/** `npm run fuzz:packs [SEED] [ROUNDS]`: exit 1 when the check or the engine did something that it must not. */
const [seed = '1', rounds = '20000'] = process.argv.slice(2)
const { refused, settled, wrong } = await playPacks(Number(seed), Number(rounds))
for (const one of wrong) console.error(`seed ${one.seed} ${one.path}\n${one.why}`)
console.log(`seed ${seed}: ${refused} refused, ${settled} settled under, ${wrong.length} wrong`)
process.exitCode = wrong.length > 0 ? 1 : 0
