/**
 * Loaded before the service by `npm start`, so that stopping npm stops the service.
 *
 * npm passes SIGTERM to the shell that runs the script, and that shell ends without passing it on: the service would
 * live on, without a parent, with its port and its database. Losing the parent is therefore taken as the signal.
 */
const parent = process.ppid
const everyMs = 200

const watch = setInterval(() => {
  if (process.ppid === parent) return
  clearInterval(watch)
  process.kill(process.pid, 'SIGTERM')
}, everyMs)
watch.unref()

// Where the signal reaches the whole group, the service is stopping already, and a second one would cut that short.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.once(signal, () => {
    clearInterval(watch)
    // While nobody else listens yet, the signal must still end the process.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
  })
}
