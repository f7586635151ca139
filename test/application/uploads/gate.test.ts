import { describe, expect, test } from 'vitest'
import { UploadGate } from '../../../src/application/uploads/gate.ts'
import { refusalOf } from '../../support/people/registers.ts'

const limits = { loading: 2, perCaller: 3, inAll: 5, waitMs: 50 }

/** Loads that end when they are told to, and who is in hand at a moment. */
function loads(gate: UploadGate) {
  const inHand = new Map<string, () => void>()
  const send = (caller: string, name: string) =>
    gate.admit(caller, (inTurn) =>
      inTurn(
        () =>
          new Promise<string>((resolve) => {
            inHand.set(name, () => {
              inHand.delete(name)
              resolve(name)
            })
          }),
      ),
    )
  const names = async () => {
    await new Promise((resolve) => setImmediate(resolve))
    return [...inHand.keys()].sort()
  }
  return { send, names, end: (name: string) => inHand.get(name)?.() }
}

describe('uploads at the same time', () => {
  test('of one caller one is written, and the others have their turn', async () => {
    const { send, names, end } = loads(new UploadGate(limits))
    const sent = [send('a', 'a1'), send('a', 'a2'), send('b', 'b1')]
    expect(await names()).toEqual(['a1', 'b1'])
    end('b1')
    expect(await names()).toEqual(['a1'])
    end('a1')
    expect(await names()).toEqual(['a2'])
    end('a2')
    expect(await Promise.all(sent)).toEqual(['a1', 'a2', 'b1'])
  })

  test('a caller with too many is refused, and may come again when one is done', async () => {
    const { send, names, end } = loads(new UploadGate({ ...limits, waitMs: 5_000 }))
    const sent = ['a1', 'a2', 'a3'].map((name) => send('a', name))
    const refusal = await refusalOf(send('a', 'a4'))
    expect(refusal).toMatchObject({ code: 'uploads-at-once', params: { limit: '3' } })
    await names()
    end('a1')
    await sent[0]
    sent.push(send('a', 'a5'))
    for (const name of ['a2', 'a3', 'a5']) {
      await names()
      end(name)
    }
    expect(await Promise.all(sent)).toEqual(['a1', 'a2', 'a3', 'a5'])
  })

  test('one that waits too long, or comes when all places are taken, is told to come later', async () => {
    const { send, end } = loads(new UploadGate(limits))
    const held = [send('a', 'a1'), send('b', 'b1')]
    const waiting = ['c', 'd', 'e'].map((caller) => refusalOf(send(caller, caller)))
    expect((await refusalOf(send('f', 'f1'))).code).toBe('uploads-busy')
    for (const refusal of await Promise.all(waiting)) expect(refusal.code).toBe('uploads-busy')
    end('a1')
    end('b1')
    await Promise.all(held)
  })

  test('one that fails makes room', async () => {
    const gate = new UploadGate({ loading: 1, perCaller: 1, inAll: 1, waitMs: 50 })
    const failing = () => gate.admit('a', (inTurn) => inTurn(() => Promise.reject(new Error('broken'))))
    await expect(failing()).rejects.toThrow('broken')
    await expect(failing()).rejects.toThrow('broken')
    expect(await gate.admit('a', (inTurn) => inTurn(async () => 'done'))).toBe('done')
  })
})
