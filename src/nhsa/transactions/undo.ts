import { undoMessage } from '../../application/hospital-visits/undo-message.ts'
import { messageOf, type NationalCall, node, type Transaction, type TransactionReply } from '../envelope/call.ts'
import { isMsgid } from '../envelope/envelope.ts'

/** 2601: whatever it answers with 0, nothing stands of the message named; `warn_msg` says what there was to undo. */
async function undo(call: NationalCall): Promise<TransactionReply> {
  const { service, caller, envelope } = call
  const data = node(call, 'data')
  const original = {
    personNo: data.code('psn_no'),
    msgid: data.text('omsgid', 100),
    infno: data.code('oinfno', 5).replace(/A$/i, ''),
  }
  if (original.msgid !== '' && !isMsgid(original.msgid, envelope.hospitalCode))
    data.fault('omsgid', '须为本机构发送的原报文 msgid（30 位）')
  if (original.msgid === envelope.msgid) data.fault('omsgid', '不能是本报文自己的 msgid')
  data.done()
  const { warning, refmsgid } = await undoMessage(service, caller, messageOf(call, original), original)
  return { output: null, warning, refmsgid }
}

export const undoTransactions: readonly Transaction[] = [{ infno: '2601', name: '冲正交易', run: undo }]
