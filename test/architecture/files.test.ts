import { describe, expect, test } from 'vitest'
import { type Faults, projectFiles, textOf } from './source.ts'

interface File {
  readonly path: string
  readonly text: string
}
type Check = (file: File) => Faults

const maxLines = 300
const code = projectFiles().filter((path) => /^(src|test|bench|scripts|clients|console)\/.*\.tsx?$/.test(path))
const texts = projectFiles().filter(
  (path) => !path.startsWith('test/architecture/') && !/\.(png|ico|woff2?)$/.test(path),
)

function linesMatching({ path, text }: File, patterns: readonly RegExp[]): Faults {
  return text
    .split('\n')
    .flatMap((line, index) =>
      patterns.some((pattern) => pattern.test(line)) ? [`${path}:${index + 1} ${line.trim()}`] : [],
    )
}

const isShort: Check = ({ path, text }) => {
  const lines = text.trimEnd().split('\n').length
  return lines > maxLines ? [`${path} has ${lines} lines; split it where a second subject begins`] : []
}

/** What is begun is finished, what is tested runs, and what the compiler says is heard. */
const isFinished: Check = (file) =>
  linesMatching(file, [
    /\b(TODO|FIXME|HACK|XXX)\b/,
    /\.(only|skip|todo)\(/,
    /\b(it|test|describe)\.(only|skip|todo|fails)\b/,
    /@ts-(ignore|expect-error|nocheck)/,
  ])

/** The project is built and run anywhere, so it names no machine, no neighbour folder and no package host. */
const namesNoMachine: Check = (file) =>
  linesMatching(file, [
    /(^|[^\w.])\/(work|home|root|Users|tmp)\/[\w.]/,
    /[A-Z]:\\Users/,
    /https?:\/\/[\w.-]*(npmjs|npmmirror|yarnpkg|docker\.io|ghcr\.io|quay\.io|jfrog|artifactory)/,
    /:\/\/registry\./,
  ])

/** How many folders up a path from this line may go: imports count from their file, all else from where it is run. */
function depthOf(path: string, line: string): number {
  return /\bfrom '|\bimport\(|\bnew URL\(/.test(line) ? path.split('/').length - 1 : 0
}

/** What lies beside the project is not there where it is built, so no path leads out of it. */
const staysInside: Check = ({ path, text }) =>
  /\.tsx?$/.test(path)
    ? text.split('\n').flatMap((line, index) => {
        const ups = [...line.matchAll(/['"`]((?:\.\.\/)+)\w/g)].map((match) => (match[1] as string).length / 3)
        return ups.some((up) => up > depthOf(path, line)) ? [`${path}:${index + 1} ${line.trim()}`] : []
      })
    : linesMatching({ path, text }, [/\.\.\/shared\b/])

interface Lock {
  readonly packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>
}

function missingFrom({ packages }: Lock): Faults {
  const locked = Object.keys(packages)
  const wanted = Object.values(packages).flatMap((it) => Object.keys(it.optionalDependencies ?? {}))
  return wanted.filter((name) => !locked.some((path) => path.endsWith(`node_modules/${name}`)))
}

function faultsIn(paths: readonly string[], check: Check): Faults {
  return paths.flatMap((path) => check({ path, text: textOf(path) }))
}

describe('the house is in order', () => {
  test('no file of code is longer than 300 lines', () => {
    expect(faultsIn(code, isShort)).toEqual([])
  })

  test('nothing is left unfinished, skipped or silenced', () => {
    const checked = code.filter((path) => !path.startsWith('test/architecture/'))
    expect(faultsIn(checked, isFinished)).toEqual([])
  })

  test('no file names a machine, a neighbour folder or a package host', () => {
    expect(faultsIn(texts, namesNoMachine)).toEqual([])
    expect(faultsIn(texts, staysInside)).toEqual([])
  })

  test('the lockfile records no address of a package', () => {
    // A workspace is resolved to its folder; a package would be to the host that it came from.
    expect(textOf('package-lock.json').match(/"resolved": "[a-z+]+:.*"/g)).toBe(null)
  })

  test('the lockfile holds what other platforms install, else npm ci refuses it', () => {
    expect(missingFrom(JSON.parse(textOf('package-lock.json')) as Lock)).toEqual([])
  })

  test('sees a platform that the lockfile lacks', () => {
    const lock = {
      packages: { a: { optionalDependencies: { 'a-linux': '1', 'a-darwin': '1' } }, 'node_modules/a-linux': {} },
    }
    expect(missingFrom(lock)).toEqual(['a-darwin'])
  })

  test.each([
    ['a long file', isShort, 'x\n'.repeat(301)],
    ['a promise to finish', isFinished, '// TODO: round'],
    ['a lonely test', isFinished, "test.only('x', f)"],
    ['a skipped suite', isFinished, "describe.skip('x', f)"],
    ['a silenced compiler', isFinished, '// @ts-ignore'],
    ['a path of one machine', namesNoMachine, "readFile('/home/someone/pack.yaml')"],
    ['the folder beside', staysInside, "readFile('../cases/published.yaml')"],
    ['an import from beside', staysInside, "import { x } from '../../cases/x.ts'"],
    ['a package host', namesNoMachine, 'npm ci --registry https://registry.example'],
  ])('sees %s', (_, check, text) => {
    expect(check({ path: 'src/sample.ts', text })).toHaveLength(1)
  })

  test.each([
    ['a path of the service', namesNoMachine, "GET('/v1/settlements')"],
    ['an import inside the project', staysInside, "import { x } from '../shared/x.ts'"],
    ['a file of exactly 300 lines', isShort, 'x\n'.repeat(300)],
  ])('lets through %s', (_, check, text) => {
    expect(check({ path: 'src/sample.ts', text })).toEqual([])
  })
})
