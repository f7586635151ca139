import { startEmbedded } from '../../../src/embedded/start.ts'

/** Starts the embedded server of the folder in the first argument and stays until it is killed. */
// Where it is told to, it ends as a process does that runs out of memory. Ready for that before it says that it has started.
const hoard: number[][] = []
process.on('SIGUSR2', () => {
  for (;;) hoard.push(new Array(100_000).fill(hoard.length))
})

try {
  const { port } = await startEmbedded(process.argv[2] ?? '')
  console.log(port)
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
setInterval(() => {}, 60_000)
