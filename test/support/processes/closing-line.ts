import type { Reporter, TestModule } from 'vitest/node'

/** Says in one plain line how many tests ran, for machines that read no summary. Files that fail to load count as failed. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const inState = (state: string) => tests.filter((test) => test.result().state === state).length
    const broken = modules.filter((module) => module.errors().length > 0).length
    const passed = inState('passed')
    const skipped = inState('skipped') + inState('pending')
    const rest = skipped > 0 ? `, ${skipped} skipped` : ''
    process.stdout.write(`\n${passed} passed, ${inState('failed') + broken + unhandled.length} failed${rest}\n`)
  }
}
