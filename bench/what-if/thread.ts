import { parentPort, workerData } from 'node:worker_threads'
import { madeYears, replaysPerSecond } from './years.ts'

const { people, seconds } = workerData as { readonly people: number; readonly seconds: number }

const years = await madeYears(people)
parentPort?.postMessage(await replaysPerSecond(years, false, seconds))
