import { hospitalCode } from '../database/test-app.ts'
import { added, signedIn, signIn } from './operators.ts'

/** An operator of the hospital who is signed in, and a task of the bureau that names the hospital. */
export async function staffed(it: Parameters<typeof added>[0]) {
  const { id, username, firstPassword } = await added(it, { kind: 'hospital', hospitalCode, posts: ['clerk'] })
  const session = await signIn(it, username, firstPassword)
  const clerk = await signedIn(it, { posts: ['clerk'], region: '140500' })
  const reversal = { hospitalCode, settlementNo: 'EDGE-NEVER', reversalNo: 'EDGE-R', reason: 'x', resettleLater: true }
  const task = await clerk.send('POST', '/v1/reversals', reversal)
  return { operators: id, sessions: session.body.id as string, tasks: task.body.id as string }
}
