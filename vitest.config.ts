import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['./test/support/database/global-setup.ts'],
    // Two cores are what a small office machine and a free build machine have.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 300_000,
    // What is waited for comes at once on a quiet machine; a busy one may take its time.
    expect: { poll: { timeout: 60_000 } },
    reporters: ['default', './test/support/processes/closing-line.ts'],
  },
})
