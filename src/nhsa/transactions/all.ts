import type { Transaction } from '../envelope/call.ts'
import { clearingTransactions } from './clearing.ts'
import { fileTransactions } from './files.ts'
import { lineTransactions } from './lines.ts'
import { otherTransactions } from './others.ts'
import { peopleTransactions } from './people.ts'
import { queryTransactions } from './queries.ts'
import { reconciliationTransactions } from './reconciliation.ts'
import { recordTransactions } from './records.ts'
import { settlementTransactions } from './settlement.ts'
import { settlementQueries } from './settlement-query.ts'
import { signTransactions } from './sign.ts'
import { undoTransactions } from './undo.ts'
import { visitQueries } from './visit-queries.ts'
import { visitTransactions } from './visits.ts'

/** Every transaction that is answered, by its number. */
export const transactions: ReadonlyMap<string, Transaction> = new Map(
  [
    signTransactions,
    peopleTransactions,
    visitTransactions,
    lineTransactions,
    settlementTransactions,
    recordTransactions,
    undoTransactions,
    visitQueries,
    settlementQueries,
    queryTransactions,
    otherTransactions,
    reconciliationTransactions,
    clearingTransactions,
    fileTransactions,
  ]
    .flat()
    .sort((a, b) => (a.infno < b.infno ? -1 : 1))
    .map((transaction) => [transaction.infno, transaction]),
)
