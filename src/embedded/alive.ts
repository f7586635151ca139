import { execFile } from 'node:child_process'
import { closeSync, constants, openSync } from 'node:fs'
import { open, rm, stat } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A named pipe that somebody reads, and which file it is: a copy under the same name is another one. */
export interface AliveMark {
  readonly path: string
  readonly dev: number
  readonly ino: number
}

export interface HeldMark extends AliveMark {
  /** The reading end. Who inherits it keeps the mark: PostgreSQL and all its processes do. */
  readonly fd: number
  readonly drop: () => Promise<void>
}

/**
 * Makes the mark of a living owner: a named pipe of which it holds the reading end.
 *
 * The kernel closes that end with the last process that has it, however it ended, and answers everybody on the same
 * kernel, in whatever container, whether it is open. A process number says neither.
 *
 * Answers null where there are no named pipes: on Windows and on some network file systems.
 */
export async function holdMark(path: string): Promise<HeldMark | null> {
  try {
    await run('mkfifo', ['-m', '600', path])
    const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const { dev, ino } = await stat(path)
    const drop = async () => {
      closeSync(fd)
      await rm(path, { force: true })
    }
    const mark = { path, dev, ino, fd, drop }
    if ((await isHeld(mark)) === true) return mark
    await drop()
  } catch {
    await rm(path, { force: true })
  }
  return null
}

/** Whether anyone still has the reading end; null when this cannot be told from here. */
export async function isHeld({ path, dev, ino }: AliveMark): Promise<boolean | null> {
  const file = await stat(path).catch(() => null)
  if (file === null || !file.isFIFO() || file.dev !== dev || file.ino !== ino) return null
  try {
    // Without a reader the kernel refuses to open the writing end instead of waiting for one.
    await (await open(path, constants.O_WRONLY | constants.O_NONBLOCK)).close()
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENXIO' ? false : null
  }
}
