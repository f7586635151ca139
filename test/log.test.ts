import { describe, expect, test } from 'vitest'
import { bareError, createLog } from '../src/log.ts'

function logged(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown> {
  const lines: string[] = []
  write(createLog('info', { write: (line) => lines.push(line) }))
  return JSON.parse(lines.join('')) as Record<string, unknown>
}

test('a line is JSON with its event, its level in words and its time', () => {
  const line = logged((log) => log.info({ event: 'settlement.posted', region: '140500' }))
  expect(line).toMatchObject({ event: 'settlement.posted', region: '140500', level: 'info', service: 'yizhan' })
  expect(line['time']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
})

describe('what no line may carry', () => {
  test('an object that was logged whole loses names, ID numbers, diagnoses and keys', () => {
    const person = { name: '示例张某', idNumber: '140599197803010002', diseaseCode: 'E11.900', key: 'yz_x' }
    const line = JSON.stringify(logged((log) => log.info({ event: 'x', ...person, person, deep: { person } })))
    for (const value of Object.values(person)) expect(line).not.toContain(value)
  })

  test('an error of the database loses the row it was about', () => {
    const error = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (name)=(示例张某) exists' })
    const line = JSON.stringify(logged((log) => log.error({ event: 'request.failed', err: error })))
    expect(line).toContain('23505')
    expect(line).toContain('log.test.ts')
    expect(line).not.toContain('示例张某')
  })

  test('an error of Prisma loses its message, which repeats the arguments', () => {
    class PrismaClientValidationError extends Error {
      override readonly name = 'PrismaClientValidationError'
    }
    const shown = JSON.stringify(bareError(new PrismaClientValidationError('data: { name: "示例张某" }')))
    expect(shown).toContain('PrismaClientValidationError')
    expect(shown).not.toContain('示例张某')
  })
})
