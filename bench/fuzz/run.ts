import { randomInt } from 'node:crypto'
import { demoPeople } from '../../src/application/demo/demo-people.ts'
import { cleanUpAtTheEnd } from '../faults/environment/cleanup.ts'
import { Random } from '../faults/random.ts'
import { runProgram } from '../lib/run-program.ts'
import { LogCheck } from './check/log.ts'
import { publishedDocument } from './document.ts'
import { Findings, textOf } from './findings.ts'
import { nameMark } from './generate/own.ts'
import { type Ground, openGround } from './ground.ts'
import { infnos } from './messages/message.ts'
import { minimised } from './minimise.ts'
import { type Options, readOptions } from './options.ts'
import { openPlace, type Place } from './place.ts'
import { probe } from './probe.ts'
import { isAnswer, type Send } from './request.ts'
import { keepSeeds, keptSeeds } from './seeds.ts'
import { sender } from './send.ts'
import { Tally } from './tally.ts'
import { stepsOfWalk, Walk } from './walk.ts'

const say = (line: string) => console.log(line)

/** Requests that were answered as failed, also while a finding was made smaller: their lines in the log are no surprise. */
const failed = new Set<string>()

/** `npm run fuzz`: exit 0 when nothing was found, 1 when something was, 2 when it could not be run. */
async function main(options: Options): Promise<number> {
  cleanUpAtTheEnd()
  say(`seed ${options.seed}`)
  const place = await openPlace(options.workers)
  const findings = new Findings()
  const tally = new Tally()
  let isWorthKeeping = true
  try {
    await checkLedger(place, findings, 'before')
    const seconds = await played(options, place, findings, tally)
    await checkLedger(place, findings, 'after')
    checkLogs(place, findings)
    report(options, findings, tally, seconds)
    isWorthKeeping = options.keep || findings.all.length > 0
    if (options.walk === null) keepSeeds(findings.all, new Date().toISOString().slice(0, 10))
    return findings.all.length === 0 ? 0 : 1
  } finally {
    await place.close(isWorthKeeping)
    if (isWorthKeeping) say(`log and data in ${place.folder}`)
  }
}

async function played(options: Options, place: Place, findings: Findings, tally: Tally): Promise<number> {
  const { port } = place.service
  const line = sender(port, options.concurrency)
  const send: Send = async (request) => {
    const outcome = await line.send(request)
    if (isAnswer(outcome) && outcome.status >= 500) failed.add(outcome.headers['x-request-id'] ?? '')
    return outcome
  }
  const document = publishedDocument()
  const counted: Ground['counted'] = (request, outcome) => tally.count(request, outcome)
  const { receiver, adminKey } = place
  const ground = await openGround({ document, findings, send, receiver, counted, slowMs: options.slowMs }, adminKey)
  const from = performance.now()
  const health = probe(port)
  await walkAll(options, ground, () => place.service.hasExited, tally)
  const { maxMs, failures, asked } = await health.stop()
  say(`healthz: ${asked} times, longest ${Math.round(maxMs)} ms`)
  const about = { operation: 'GET /healthz', status: 0, request: null, walk: null }
  if (failures > 0) findings.add({ ...about, code: 'not-alive', says: `${failures} of ${asked} were not answered 200` })
  if (maxMs > options.slowMs / 2) findings.add({ ...about, code: 'slow', says: `it took ${Math.round(maxMs)} ms` })
  for (const accident of place.service.accidents)
    findings.add({ ...about, operation: 'service', code: 'ended', says: accident })
  if (!place.service.hasExited)
    for (const finding of findings.all) finding.request = await minimised(finding, send, ground.check)
  line.close()
  return (performance.now() - from) / 1000
}

/** Workers take one walk after the other: first those that found something before, then new ones. */
async function walkAll(options: Options, ground: Ground, isOver: () => boolean, tally: Tally): Promise<void> {
  const end = performance.now() + options.stopAfterSeconds * 1000
  const random = new Random(options.seed)
  const numbers = options.walk === null ? keptSeeds().map(({ walk }) => walk) : [options.walk]
  const isDone = () => tally.total >= options.requests || performance.now() > end || isOver()
  const next = () => numbers.shift() ?? (options.walk === null ? random.int(1, 0x7fffffff) : undefined)
  const worker = async () => {
    for (let number = next(); number !== undefined && !isDone(); number = next()) {
      const walk = new Walk(ground, number)
      await walk.run(stepsOfWalk)
      ground.known.learnAll(walk.known)
    }
  }
  const progress = setInterval(() => say(`${tally.total} requests, ${ground.findings.all.length} findings`), 30_000)
  await Promise.all(Array.from({ length: options.concurrency }, worker))
  clearInterval(progress)
}

async function checkLedger(place: Place, findings: Findings, when: string): Promise<void> {
  const says = await place.verify()
  const about = { operation: 'ledger:verify', status: 0, request: null, walk: null }
  if (says !== '') findings.add({ ...about, code: when, says: says.slice(0, 1_000) })
}

function checkLogs(place: Place, findings: Findings): void {
  const secrets = [nameMark, place.adminKey, '示例', ...demoPeople.map(({ personNo }) => personNo)]
  const service = new LogCheck(secrets, (requestId, cause) => {
    return findings.explain(requestId, cause) || failed.has(requestId)
  })
  const database = place.logOfDatabase()
  const add = (operation: string, code: string, says: string) =>
    findings.add({ operation, status: 0, code, says, request: null, walk: null })
  for (const { code, says } of service.faults(logged(place.service.log))) add(`log: ${says}`, code, says)
  for (const secret of secrets) if (database.includes(secret)) add('log of the database', 'secret', 'it names a person')
}

/** Without the welcome, which shows the demo keys once, on purpose. */
function logged(log: string): string {
  return log
    .split('\n')
    .filter((line) => line.startsWith('{') || /error|exception|unhandled|warn/i.test(line))
    .join('\n')
}

function report({ seed }: Options, findings: Findings, tally: Tally, seconds: number): void {
  say(`\n${tally.table()}\n`)
  const operations = publishedDocument().operations.map(({ id }) => id)
  const never = tally.neverDone([
    ...operations.filter((id) => !id.includes('/nhsa')),
    ...infnos.map((no) => `nhsa ${no}`),
  ])
  if (never.length > 0) say(`never answered with what they are for: ${never.join(', ')}\n`)
  for (const finding of findings.all) say(`${textOf(finding)}\n`)
  say(`${tally.total} requests, seed ${seed}, ${Math.round(seconds)} s, ${findings.all.length} distinct findings`)
}

runProgram((args) => readOptions(args, randomInt(1, 0x7fffffff)), main)
