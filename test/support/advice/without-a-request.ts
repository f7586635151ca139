import type { ErrorCode } from '../../../src/domain/refusals/refusal.ts'

/** Codes whose advice is no request that a test of the API could send, each with why and where the code is tried. */
interface Untried {
  readonly why: string
  /** The test that brings it about; null where none can. */
  readonly triedIn: string | null
}

const waits = (triedIn: string): Untried => ({
  why: 'whoever asks waits, and sends the same again',
  triedIn,
})

export const untried: Readonly<Partial<Record<ErrorCode, Untried>>> = {
  'too-many-requests': waits('test/http/server/limits.test.ts'),
  'too-many-wrong-keys': waits('test/http/server/limits.test.ts'),
  'too-many-lookups': waits('test/application/audit/failed-lookups.test.ts'),
  'uploads-at-once': waits('test/application/uploads/gate.test.ts'),
  'uploads-busy': waits('test/application/uploads/gate.test.ts'),
  overloaded: waits('test/application/ledger/group-commit.test.ts'),
  'deadline-exceeded': waits('test/application/ledger/group-commit.test.ts'),
  'database-unavailable': waits('test/application/ledger/ledger-away.test.ts'),
  'batches-at-once': waits('test/http/settlement-batches/batches.test.ts'),
  'visit-being-settled': { why: 'whoever asks waits, and sends the same again', triedIn: null },
  'metrics-incomplete': waits('test/start/workers.test.ts'),
  'uploads-a-day': { why: 'six million lines of a day come before it, and the next day answers', triedIn: null },
  'household-not-recorded': {
    why: 'it is in the lines of a run, and refuses no request; the test follows what it says',
    triedIn: 'test/http/year-end/year-aid.test.ts',
  },
  'group-or-age-missing': {
    why: 'no place of the table has contributions by group; the test follows what it says',
    triedIn: 'test/http/premiums/premium-by-group.test.ts',
  },
  'export-too-large': { why: 'fifty thousand rows come before it, and the CSV has no such limit', triedIn: null },
  'request-aborted': { why: 'what broke off was never read, so nobody is answered', triedIn: null },
  'request-unreadable': {
    why: 'told on the socket, before there is a route',
    triedIn: 'test/http/server/unparsed.test.ts',
  },
  'request-timeout': {
    why: 'told on the socket, before there is a route',
    triedIn: 'test/http/server/unparsed.test.ts',
  },
  'headers-too-large': {
    why: 'told on the socket, before there is a route',
    triedIn: 'test/http/server/unparsed.test.ts',
  },
  'job-failed': { why: 'told of a job, after the request was taken', triedIn: 'test/processes/jobs.test.ts' },
  'job-interrupted': { why: 'told of a job, after the request was taken', triedIn: 'test/processes/jobs.test.ts' },
  'packs-unsound': { why: 'the files are mended on the disk of the service', triedIn: 'test/processes/reload.test.ts' },
  'packs-not-taken-over': { why: 'a process of the service cannot store them, and later can', triedIn: null },
  'metrics-closed': { why: 'a setting of the service', triedIn: 'test/http/operations/metrics-access.test.ts' },
  'demo-only': { why: 'another service is asked, one for trying', triedIn: 'test/http/demo/demo.test.ts' },
  'transaction-not-offered': { why: 'another system is asked', triedIn: 'test/nhsa/envelope/strict.test.ts' },
  'warning-left-open': { why: 'the document leaves the line open', triedIn: 'test/http/alerts/alerts.test.ts' },
  'policy-hash-unknown': {
    why: 'a pack with a mistake is mended first',
    triedIn: 'test/application/policy-corrections/correct.test.ts',
  },
  'policy-hash-in-use': {
    why: 'a pack with a mistake is mended first',
    triedIn: 'test/application/policy-corrections/correct.test.ts',
  },
  'correction-not-listed': {
    why: 'a pack with a mistake is mended first',
    triedIn: 'test/application/policy-corrections/correct.test.ts',
  },
  'correction-outdated': {
    why: 'a pack with a mistake is mended first',
    triedIn: 'test/application/policy-corrections/correct.test.ts',
  },
  internal: { why: 'a fault of the service', triedIn: 'test/http/problems/problems.test.ts' },
}
