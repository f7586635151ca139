import { startEmbedded } from '../../../src/embedded/start.ts'

/** Starts the embedded server of the folder in the first argument and stays until it is killed. */
const { port } = await startEmbedded(process.argv[2] ?? '')
console.log(port)
setInterval(() => {}, 60_000)
