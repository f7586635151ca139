import { onceByMsgid } from '../../application/hospital-visits/messages.ts'
import { mayUseSignIn } from '../../application/hospital-visits/sign-in.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { messageOf, type NationalCall, node, type Transaction, type TransactionReply } from '../envelope/call.ts'
import { WrittenJson, writeJson } from '../envelope/json.ts'
import { timeText } from '../reader/times.ts'

const nobody = { personNo: null, mdtrtId: null }

async function signIn(call: NationalCall): Promise<TransactionReply> {
  const sign = node(call, 'signIn')
  const content = { opter: sign.code('opter_no') }
  sign.done()
  const { service, caller, refmsgid } = call
  const done = await onceByMsgid(service, caller, messageOf(call, content), async () => {
    const output = { signinoutb: { sign_time: timeText(service.clock()), sign_no: refmsgid } }
    return { output: writeJson(output), warning: null, ...nobody }
  })
  return { output: new WrittenJson(done.output ?? 'null'), refmsgid: done.refmsgid }
}

async function signOut(call: NationalCall): Promise<TransactionReply> {
  const sign = node(call, 'signOut')
  const content = { opter: sign.maybeCode('opter_no'), signNo: sign.code('sign_no') }
  sign.done()
  const { service, caller } = call
  if (!(await mayUseSignIn(service, caller, content.signNo)))
    refuse('not-found', { what: { zh: `签到编号 ${content.signNo}`, en: `sign-in ${content.signNo}` } })
  const done = await onceByMsgid(service, caller, messageOf(call, content), async () => {
    const output = { signoutoutb: { sign_time: timeText(service.clock()) } }
    return { output: writeJson(output), warning: null, ...nobody }
  })
  return { output: new WrittenJson(done.output ?? 'null'), refmsgid: done.refmsgid }
}

export const signTransactions: readonly Transaction[] = [
  { infno: '9001', name: '签到', run: signIn },
  { infno: '9002', name: '签退', run: signOut },
]
