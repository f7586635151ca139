/** The action, done at the first call; later calls wait for the same one. */
export function onlyOnce(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => {
    running ??= action()
    return running
  }
}
