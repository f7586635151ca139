import { holdsPost, type Session } from '../../api/session.ts'

/** Whoever answers for the law or for the money. */
export const mayStart = (operator: Session['operator']): boolean =>
  operator.kind === 'bureau' && holdsPost(operator, ['clerk', 'reviewer', 'finance'])
