import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectFiles, root, textOf } from './source.ts'

const pages = projectFiles().filter((path) => path.endsWith('.md'))
const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }

function commandsIn(text: string): string[] {
  const named = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map((match) => match[1] as string)
  const plain = [...text.matchAll(/\bnpm (start|test)\b/g)].map((match) => match[1] as string)
  return [...new Set([...named, ...plain])].sort()
}

/** Where a page's links lead inside the project; anchors and addresses of the web are left out. */
function linksIn(page: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map((match) => match[1] as string)
    .filter((to) => !/^\w+:/.test(to))
    .map((to) => posix.join(posix.dirname(page), to))
}

/** Files and folders of the project that a page names in its text; what stands for several is left out. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/`((?:src|test|bench|scripts|deploy|prisma|docs|openapi)\/[\w./-]+)`/g)].map(
    (match) => match[1] as string,
  )
}

function levels(text: string): string[] {
  const outsideCode = text.replace(/^```[\s\S]*?^```/gm, '')
  return [...outsideCode.matchAll(/^(#+) /gm)].map((match) => match[1] as string)
}

describe('the pages tell what is there', () => {
  test.each(pages)('%s: its npm commands exist', (page) => {
    expect(commandsIn(textOf(page)).filter((command) => !(command in scripts))).toEqual([])
  })

  test('every command that is there is named by a page', () => {
    const builds = ['generate', 'prestart', 'pretest']
    const text = pages.map(textOf).join('\n')
    const isNamed = (name: string) => new RegExp(`(npm (run )?|\`)${name}[\` ,\n]`).test(text)
    expect(Object.keys(scripts).filter((name) => !builds.includes(name) && !isNamed(name))).toEqual([])
    expect(isNamed('bench:nothing')).toBe(false)
  })

  test.each(pages)('%s: its links lead somewhere', (page) => {
    expect(linksIn(page, textOf(page)).filter((to) => !existsSync(join(root, to)))).toEqual([])
  })

  // What came to be and where it lay then is history.
  test.each(pages.filter((page) => page !== 'CHANGELOG.md'))('%s: the files that it names exist', (page) => {
    expect(pathsIn(textOf(page)).filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  test('the Chinese README has the chapters and commands of the English one', () => {
    const [english, chinese] = [textOf('README.md'), textOf('README.zh-CN.md')]
    expect(levels(chinese)).toEqual(levels(english))
    expect(commandsIn(chinese)).toEqual(commandsIn(english))
  })

  test.each(['README.md', 'README.zh-CN.md'])('%s: its settings are those that the service reads', (page) => {
    const read = [...textOf('src/config.ts').matchAll(/^ {2}([A-Z_]+): /gm)].map((match) => match[1] as string)
    const told = [...textOf(page).matchAll(/^\| (`[A-Z_`,、 ]+`) \|/gm)].flatMap(
      (match) => match[1]?.match(/[A-Z_]+/g) ?? [],
    )
    expect(told.sort()).toEqual(read.sort())
    expect(read).toContain('DATABASE_URL')
  })

  test('.env.example names every setting of the container files', () => {
    const asked = [...textOf('docker-compose.yml').matchAll(/\$\{([A-Z_]+)/g)].map((match) => match[1] as string)
    const shown = [...textOf('.env.example').matchAll(/^#?([A-Z_]+)=/gm)].map((match) => match[1] as string)
    expect([...new Set(asked)].sort()).toEqual(shown.sort())
  })

  test('what the container files start is built from a file that exists', () => {
    const files = [textOf('Dockerfile'), textOf('docker-compose.yml')].join('\n')
    const started = [...files.matchAll(/dist\/([\w/-]+)\.js/g)].map((match) => `src/${match[1]}.ts`)
    expect(started).toContain('src/main.ts')
    expect(started.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  test('every file that a script runs exists', () => {
    const run = Object.values(scripts).flatMap((line) => line.match(/\b(?:src|scripts)\/[\w./-]+\.ts\b/g) ?? [])
    expect(run.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  test('a command that is not there, a dead link and a file are seen', () => {
    expect(commandsIn('`npm run fly` and `npm start`')).toEqual(['fly', 'start'])
    expect(pathsIn('`test/faults/history/` and `src/**/x`')).toEqual(['test/faults/history/'])
    expect(linksIn('a/b.md', '[x](c.md#top) [y](https://example.org)')).toEqual(['a/c.md'])
  })
})
