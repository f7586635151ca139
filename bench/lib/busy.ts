import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Loaded before a service: keeps in a file (BENCH_BUSY_FILE) how long its main thread was on the processor, at the longest, between two
 * turns of a timer. Unlike the time that others wait, it does not depend on what else the machine does. Whoever measures empties the file.
 */
const path = process.env['BENCH_BUSY_FILE'] as string
const everyMs = 5

/** Nanoseconds on the processor so far. Source: the Linux kernel, Documentation/scheduler/sched-stats. */
const onProcessor = () => Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0])

let last = onProcessor()
setInterval(() => {
  const now = onProcessor()
  const ms = Math.round((now - last) / 1_000_000)
  if (ms > 20 && ms > Number(readFileSync(path, 'utf8'))) writeFileSync(path, String(ms))
  last = onProcessor()
}, everyMs).unref()
