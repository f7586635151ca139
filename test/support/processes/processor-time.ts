/** Starts to count; the answer says how many milliseconds of processor time this process has taken since. What other programs do does not count. */
export function processorTime(): () => number {
  const begun = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(begun)
    return (user + system) / 1000
  }
}
