import { expect, test } from 'vitest'
import { isSameDisease } from '../../../src/domain/registers/same-disease.ts'

test.each([
  ['E11.900', 'e11.900', true],
  ['I11.x00', 'I11.X00', true],
  ['E11.900', 'Ｅ１１．９００', true],
  ['E11.900', ' E11.900 ', true],
  ['E11.900', 'E11。900', true],
  ['2型糖尿病', '２型糖尿病', true],
  ['E11.900', 'E11.901', false],
  ['E11.900', 'E11900', false],
  ['E11.900', null, false],
  [null, null, false],
])('%j and %j: %s', (one, other, same) => {
  expect(isSameDisease(one, other)).toBe(same)
})
