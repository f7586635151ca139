/**
 * What can be wrong with a history. `promised` is an answer that said nothing was written, and something was;
 * `changed` one that says something else than the ledger or than an earlier answer; `refused` a lawful claim turned
 * away; `misleading` an answer that does not tell the client to send the same number again.
 */
export type Subject =
  | 'lost'
  | 'doubled'
  | 'over-limit'
  | 'changed'
  | 'promised'
  | 'refused'
  | 'misleading'
  | 'invented'
  | 'unanswered'
  | 'unbalanced'

export interface Fault {
  readonly subject: Subject
  readonly says: string
}

export const fault = (subject: Subject, says: string): Fault => ({ subject, says })
