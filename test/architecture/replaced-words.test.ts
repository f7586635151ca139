import { describe, expect, test } from 'vitest'
import { type Faults, projectFiles, textOf } from './source.ts'

/** A word that was replaced, by the word to take, and how to find it in a name, a comment, a message or a page. */
interface Replaced {
  readonly by: string
  readonly find: RegExp
  /** Where the word would be one of this dialect; everywhere, where nothing else is said. */
  readonly within?: RegExp
  /** Where it is a name of the API or of the database, which callers and rows keep. */
  readonly except?: RegExp
}

/** The word in a sentence, and as a part of a name: `lane`, `Lanes`, `laneOf`, `inLanes`. */
function wordOrPart(word: string): RegExp {
  const capital = word.slice(0, 1).toUpperCase() + word.slice(1)
  return new RegExp(`(?<![A-Za-z])(?:${word}|${capital})(?![a-z])|(?<=[a-z0-9])${capital}(?![a-z])`)
}

const replaced: readonly Replaced[] = [
  { by: 'partition', find: wordOrPart('lanes?') },
  { by: 'ledger; accounts of a hospital or a fund; to post', find: wordOrPart('books?') },
  {
    by: 'outcome',
    find: wordOrPart('verdicts?'),
    except: /^(src\/(http|application)\/statement\/|test\/http\/statement\/|test\/application\/data-keys\/)/,
  },
  { by: 'classified, checked', find: /\b(const|let|function) judge\w*|\bjudgement\b/ },
  { by: 'operation', find: wordOrPart('deeds?') },
  { by: 'outcome, course', find: wordOrPart('fates?') },
  { by: 'orphan, implausible, unknown', find: wordOrPart('stray(s|ed)?') },
  { by: 'environment', find: wordOrPart('stages?'), within: /^(bench|test\/bench)\// },
  { by: 'proxy', find: wordOrPart('doors?'), within: /^(bench|test\/bench)\// },
  { by: 'simulate', find: /\b([Ll]ived|live\()/, within: /^(bench|test)\// },
  {
    by: 'max…, min…, the unit last',
    find: /\b(most|least)[A-Z]\w*|\b(const|let|readonly) #?(most|longest|deepest)\b/,
    except: /^src\/db\/ledger\//,
  },
  { by: 'default…', find: /\busual[A-Z]\w*|\b(const|let|readonly) #?usual\b|left out,? (for )?the usual/ },
  { by: 'BatchWindow, maxLingerMs', find: /\bPatience\b|\bkeepsNobody\b|\bmostOfThem\b|\bYearWork\b/ },
  { by: 'recalculate', find: /\b[Ss]ettl(e|es|ed|ing|ements?) (\S+ ){0,5}anew\b|SettledAnew\b/ },
  {
    by: 'active',
    find: /\b(const|let|readonly|function|#) ?#?standing\w*|\bstanding (settlements?|visits?)\b/i,
    except: /(registers|rosters|roster|application\/ledger)/,
  },
  {
    by: 'locked',
    find: /\bheld (until|till) (the|its|that) transaction|\b(years?|rows?|persons?) (is|are|was|were) held\b|\bhold(Person|Year|Row)/i,
    except: /^src\/db\/ledger\//,
  },
]

const texts = projectFiles().filter(
  (path) =>
    /^(src|test|bench|scripts|prisma|docs)\/.*\.(ts|tsx|sql|prisma|md)$|^(README|CONTRIBUTING)[^/]*\.md$/.test(path) &&
    path !== 'test/architecture/replaced-words.test.ts',
)

function faultsOf(path: string, text: string): Faults {
  const asked = replaced.filter(({ within, except }) => (within?.test(path) ?? true) && !except?.test(path))
  return text.split('\n').flatMap((line, at) =>
    asked.flatMap(({ by, find }) => {
      const [word] = find.exec(line) ?? []
      return word === undefined ? [] : [`${path}:${at + 1} ${word}: ${by}`]
    }),
  )
}

describe('a word that was replaced', () => {
  test('does not come back, in names, comments, messages and pages', () => {
    expect(texts.length).toBeGreaterThan(1000)
    expect(texts.flatMap((path) => faultsOf(path, textOf(path)))).toEqual([])
  })

  test.each([
    ['src/sample.ts', 'const laneOf = 1'],
    ['src/sample.ts', 'await inLanes(4)'],
    ['src/sample.ts', '/** What the books say. */'],
    ['src/sample.ts', 'export interface OpenedBooks {}'],
    ['src/sample.ts', 'const verdicts = new Map()'],
    ['bench/faults/sample.ts', 'for (const door of stage.lines) void door'],
    ['bench/faults/sample.ts', 'readonly deed: string'],
    ['src/sample.ts', 'const mostBytes = 3'],
    ['src/sample.ts', 'const usual = 3'],
    ['src/sample.ts', '  readonly #most: number'],
    ['src/sample.ts', '/** A year that is settled as a whole anew. */'],
    ['src/sample.ts', 'const standing = []'],
    ['src/sample.ts', '/** Held until the transaction ends. */'],
    ['docs/sample.md', 'Each lane waits.'],
  ])('is seen in %s: %s', (path, text) => {
    expect(faultsOf(path, text)).not.toEqual([])
  })

  test.each([
    [
      'src/sample.ts',
      '/** At most three; the identity that gives most, as is usual, and what was held back of the tilt. */',
    ],
    ['src/sample.ts', "const workbook = 'xlsx'"],
    ['src/sample.ts', 'const mostly = 1'],
    ['src/sample.ts', '/** An identity that is held on the day, and planes of Unicode. */'],
    ['src/sample.ts', '/** The key is sealed anew. */'],
    ['src/sample.ts', '/** A plan of two stages. */'],
    ['test/sample.ts', 'it lives as long as the service does, delivered'],
  ])('is not seen in %s: %s', (path, text) => {
    expect(faultsOf(path, text)).toEqual([])
  })
})
