/**
 * Does something every so often, one turn after another: one that takes longer than the pause is waited for. What goes wrong is told, and the
 * next turn comes all the same. Answers how to stop: the turn in hand is finished.
 */
export function inTurns(
  everyMs: number,
  turn: () => Promise<unknown>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let turning: Promise<unknown> | null = null
  const timer = setInterval(() => {
    turning ??= turn()
      .catch(onError)
      .finally(() => {
        turning = null
      })
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await turning
  }
}
