/**
 * What can be wrong with a history. `promised` is an answer that said nothing was written, and something was;
 * `changed` one that says something else than the books or than an earlier answer; `refused` a lawful claim turned away.
 */
export type Subject =
  | 'lost'
  | 'doubled'
  | 'over-limit'
  | 'changed'
  | 'promised'
  | 'refused'
  | 'invented'
  | 'unanswered'
  | 'unbalanced'

export interface Fault {
  readonly subject: Subject
  readonly says: string
}

export const fault = (subject: Subject, says: string): Fault => ({ subject, says })
