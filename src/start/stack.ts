/** What was started, and how to stop it: in the opposite order, each step once. */
const started: (() => Promise<void>)[] = []

export function onStop(stop: () => Promise<void>): void {
  started.push(stop)
}

export async function stopAll(): Promise<void> {
  for (let stop = started.pop(); stop; stop = started.pop()) await stop()
}
