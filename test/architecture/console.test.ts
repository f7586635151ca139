import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Faults, projectFiles, textOf } from './source.ts'

/** What the console may import of the project: itself, the client, and tables of names. */
const allowed =
  /^(console\/src\/|clients\/typescript\/src\/index\.ts$|src\/domain\/(names\/|language\.ts$|[\w-]+\/[\w-]+-names\.ts$))/

function strangersIn(path: string, text: string): Faults {
  return [...text.matchAll(/\b(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)]
    .map((match) => posix.join(posix.dirname(path), match[1] as string))
    .filter((to) => !allowed.test(to))
    .map((to) => `${path} imports ${to}`)
}

/** What would leave the origin, or slip past the policy of the page. */
function leaksIn(path: string, text: string): Faults {
  return [
    /https?:\/\/(?!127\.0\.0\.1)(?!www\.w3\.org\/2000\/svg)/,
    /dangerouslySetInnerHTML|\.innerHTML|\beval\(|new Function/,
  ]
    .filter((pattern) => pattern.test(text))
    .map((pattern) => `${path} has ${pattern}`)
}

/** Sums of money that were made numbers of. */
const numbersIn = (path: string, text: string): Faults =>
  /\b(?:parseFloat|Number)\(/.test(text) ? [`${path} makes numbers of text`] : []

const files = projectFiles('console').filter((path) => /^console\/(src\/|index\.html)/.test(path))
const code = files.filter((path) => /\.tsx?$/.test(path))

describe('the console', () => {
  test('knows of the service its contract, and the names of things', () => {
    expect(code.length).toBeGreaterThan(20)
    expect(code.flatMap((path) => strangersIn(path, textOf(path)))).toEqual([])
  })

  test('leads nowhere else, and puts no text into the page as markup', () => {
    expect(files.flatMap((path) => leaksIn(path, textOf(path)))).toEqual([])
  })

  test('keeps money as text', () => {
    expect(code.flatMap((path) => numbersIn(path, textOf(path)))).toEqual([])
  })

  test('sees a use case, a foreign address, markup, and a number', () => {
    const path = 'console/src/parts/sample.tsx'
    expect(strangersIn(path, "import { quote } from '../../../src/application/settlement/quote.ts'")).toHaveLength(1)
    expect(leaksIn(path, "fetch('https://fonts.example/x.css')")).toHaveLength(1)
    expect(leaksIn(path, '<p dangerouslySetInnerHTML={{ __html: name }} />')).toHaveLength(1)
    expect(numbersIn(path, 'const sum = Number(total)')).toHaveLength(1)
  })
})

test('each picture of its page is one that a test makes', () => {
  const shown = [...textOf('docs/console.md').matchAll(/\]\(pictures\/([\w-]+)\.png\)/g)].map((match) => match[1])
  const made = projectFiles('test/console').flatMap((path) =>
    [...textOf(path).matchAll(/looksRight\('([\w-]+)'\)/g)].map((match) => match[1]),
  )
  expect(shown.length).toBeGreaterThan(3)
  expect(shown.filter((name) => !made.includes(name))).toEqual([])
})
