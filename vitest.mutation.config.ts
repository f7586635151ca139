import { defineConfig } from 'vitest/config'

/**
 * What `npm run mutation` asks of each mutant: the tables worked by hand and the cases that came from outside. Properties over
 * random years would kill the same ones, and take a minute each.
 */
export default defineConfig({
  test: {
    include: [
      'test/domain/clauses/clauses.test.ts',
      'test/domain/adjudication/*.test.ts',
      'test/domain/ledger/owed-for-earlier.test.ts',
      'test/domain/policies/**/*.test.ts',
      'test/golden/*.test.ts',
    ],
    exclude: ['test/golden/trace-hashes.test.ts'],
    pool: 'threads',
  },
})
