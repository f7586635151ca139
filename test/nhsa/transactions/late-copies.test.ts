import { beforeAll, describe, expect, test } from 'vitest'
import {
  atTheDesk,
  done,
  inJincheng,
  isSettled,
  newMsgid,
  refused,
  settling,
  stayOf,
} from '../../support/claims/messages.ts'
import { testApp } from '../../support/database/test-app.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))
const psn_no = inJincheng('dibao')

const undoing = (omsgid: string) => ({ data: { psn_no, omsgid, oinfno: '2304' } })

describe('two messages of one discharge', () => {
  test('a late copy of a message that a 2601 made void is not answered with what another message settled', async () => {
    const stay = await stayOf(it, psn_no)
    const [lost, sent] = [newMsgid(), newMsgid()]
    expect((await done(it, '2601', undoing(lost))).warn_msg).toContain('从未收到原报文')
    await done(it, '2304', settling(stay), { msgid: sent })
    await refused(it, '2304', settling(stay), /作废|冲正/, { msgid: lost })
    expect((await done(it, '2601', undoing(lost), { msgid: newMsgid() })).warn_msg).toContain('此前已冲正')
    expect(await isSettled(it, sent)).toBe(true)
    await done(it, '2601', undoing(sent))
  })

  test('what was answered under another number is undone by either', async () => {
    const stay = await stayOf(it, psn_no)
    const [first, again] = [newMsgid(), newMsgid()]
    const { output } = await done(it, '2304', settling(stay), { msgid: first })
    expect((await done(it, '2304', settling(stay), { msgid: again })).output).toEqual(output)
    expect((await done(it, '2304', settling(stay), { msgid: again })).output).toEqual(output)
    await done(it, '2601', undoing(again))
    expect(await isSettled(it, first)).toBe(false)
  })
})
