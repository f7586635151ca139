/**
 * What the supervisor and PostgreSQL get of our environment. The rest is not theirs: it holds the service's keys, and
 * the address of another PostgreSQL server, which its programs would follow.
 */
const passedOn = [
  ...['PATH', 'HOME', 'TMPDIR', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'],
  ...['TEMP', 'TMP', 'SystemRoot', 'SYSTEMROOT', 'USERPROFILE'],
]

/** English messages, because the log is read for what went wrong. */
export function bareEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const passed = Object.entries(env).filter(([name]) => passedOn.includes(name))
  return { ...Object.fromEntries(passed), LC_ALL: 'C', LC_MESSAGES: 'C' }
}
