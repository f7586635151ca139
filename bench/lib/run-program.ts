import { inspect } from 'node:util'

type ReadOptions<Options> = (args: readonly string[]) => Options

/** Runs a program of the command line: what it answers is its exit status; 2 where it was asked wrongly, or could not be carried out. */
export function runProgram<Options>(
  readOptions: ReadOptions<Options>,
  main: (options: Options) => Promise<number>,
): void {
  main(asked(readOptions)).then(
    (code) => process.exit(code),
    (error: unknown) => fail(inspect(error)),
  )
}

function asked<Options>(readOptions: ReadOptions<Options>): Options {
  try {
    return readOptions(process.argv.slice(2))
  } catch (error) {
    return fail((error as Error).message)
  }
}

function fail(words: string): never {
  process.stderr.write(`${words}\n`)
  process.exit(2)
}
