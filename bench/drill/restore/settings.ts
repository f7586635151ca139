/**
 * A segment is kept as soon as it is full, and at the latest so long after something was written. One that lies there
 * already, of an attempt whose end the server did not see, is left as it is.
 */
export function archiving(folder: string, timeout: string): Record<string, string> {
  const kept = `${folder}/%f`
  return {
    archive_mode: 'on',
    archive_command: `cmp -s %p ${kept} || { test ! -f ${kept} && cp %p ${kept}.part && sync ${kept}.part && mv ${kept}.part ${kept}; }`,
    archive_timeout: timeout,
  }
}

/** Brings a segment back; the last one that was streamed is not whole and has another name. */
export const fromArchive = (archive: string) => `cp ${archive}/%f %p`
export const fromArchiveOrStream = (archive: string, stream: string) =>
  `${fromArchive(archive)} || cp ${stream}/%f %p || cp ${stream}/%f.partial %p`

/** A restored server keeps no log for anybody yet, and waits for nobody: what the old one waited for is in its settings. */
export function restoring(command: string): Record<string, string> {
  return {
    restore_command: command,
    recovery_target_timeline: 'latest',
    archive_mode: 'off',
    synchronous_standby_names: '',
  }
}
