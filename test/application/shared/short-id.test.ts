import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shortId, uuidOf } from '../../../src/application/shared/short-id.ts'

test('a short id is the id, in at most thirty characters', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(shortId(id)).toMatch(/^[0-9a-z]{25}$/)
      expect(uuidOf(shortId(id))).toBe(id)
      expect(uuidOf(shortId(id).toUpperCase())).toBe(id)
      expect(uuidOf(id)).toBe(id)
    }),
  )
})

test('short ids sort as the ids do', () => {
  fc.assert(fc.property(fc.uuid(), fc.uuid(), (a, b) => a < b === shortId(a) < shortId(b)))
})

test.each(['', 'x', 'z'.repeat(25), '0'.repeat(26), '0190f5fe-7c00-7a00-8000-00000000000g'])('%j is no id', (text) => {
  expect(uuidOf(text)).toBeNull()
})
