import { beforeAll, describe, expect, test } from 'vitest'
import {
  addRegistration,
  endRegistration,
  listRegistrations,
  type RegistrationInput,
} from '../../../src/application/registers/registrations.ts'
import type { Service } from '../../../src/application/service.ts'
import { freshDatabase } from '../../support/database/database.ts'
import {
  jincheng,
  jining,
  later,
  newPerson,
  ofHospital,
  refusalOf,
  registersService,
} from '../../support/people/registers.ts'

let service: Service
beforeAll(async () => {
  service = registersService((await freshDatabase()).open())
})

/** A person of this test's own. */
const someone = () => newPerson(service)

const chronic: RegistrationInput = {
  kind: 'chronic',
  diseaseCode: 'M01.000',
  diseaseName: '高血压',
  management: 'visit',
  packageCode: null,
  from: '2023-01-01',
  to: null,
}

describe('POST of a registration', () => {
  test('records it; the same body again answers the first record', async () => {
    const personNo = await someone()
    const first = await addRegistration(service, jincheng, { personNo, ...chronic })
    expect(first).toMatchObject({ created: true, answer: { personNo, ...chronic, recordedBy: jincheng.id } })
    expect(await addRegistration(later(service), jincheng, { personNo, ...chronic })).toEqual({
      created: false,
      answer: first.answer,
    })
    expect((await listRegistrations(service, jincheng, { personNo })).items).toEqual([first.answer])
  })

  test.each([
    ['a chronic disease under a quota', { management: 'quota' }, true],
    ['a special drug', { kind: 'special-drug', management: null }, true],
    ['a special drug with a management, which means nothing there', { kind: 'special-drug' }, true],
    ['a critical disease with its package', { kind: 'critical-disease', management: null, packageCode: 'esrd' }, true],
    ['a critical disease without its package', { kind: 'critical-disease', management: null }, false],
    ['an end on the first day', { to: '2023-01-01' }, true],
    ['an end before the beginning', { to: '2022-12-31' }, false],
  ] as const)('%s: taken %#', async (_, change, taken) => {
    const personNo = await someone()
    const asked = addRegistration(service, jincheng, { personNo, ...chronic, ...change })
    if (taken) return expect(await asked).toMatchObject({ created: true, answer: change })
    expect(await refusalOf(asked)).toMatchObject({ code: 'registration-invalid' })
  })

  test('a chronic disease without its management is aided per visit, and the same again is a replay', async () => {
    const personNo = await someone()
    const unsaid = { personNo, ...chronic, management: null }
    const first = await addRegistration(service, jincheng, unsaid)
    expect(first).toMatchObject({ created: true, answer: { management: 'visit' } })
    expect(await addRegistration(service, jincheng, unsaid)).toEqual({ ...first, created: false })
  })

  test('one disease is registered once at a time; two diseases may be', async () => {
    const personNo = await someone()
    const { answer } = await addRegistration(service, jincheng, { personNo, ...chronic })
    const refusal = await refusalOf(addRegistration(service, jincheng, { personNo, ...chronic, management: 'quota' }))
    expect(refusal).toMatchObject({ code: 'registration-invalid' })
    expect(JSON.stringify(refusal.params)).toContain(answer.id)
    expect(await addRegistration(service, jincheng, { personNo, ...chronic, diseaseCode: 'M02.000' })).toMatchObject({
      created: true,
    })
  })

  test('of a person who is not there, of another region, or by a hospital is refused', async () => {
    const personNo = await someone()
    const codes = await Promise.all(
      [
        addRegistration(service, jincheng, { personNo: 'nobody', ...chronic }),
        addRegistration(service, jining, { personNo, ...chronic }),
        addRegistration(service, ofHospital('H1'), { personNo, ...chronic }),
      ].map(async (asked) => (await refusalOf(asked)).code),
    )
    expect(codes).toEqual(['not-found', 'not-found', 'forbidden'])
  })
})

describe('PATCH of a registration', () => {
  test('ends it, after which the disease may be registered anew', async () => {
    const personNo = await someone()
    const { answer } = await addRegistration(service, jincheng, { personNo, ...chronic })
    expect(await endRegistration(service, jincheng, { personNo, id: answer.id, to: '2023-05-31' })).toEqual({
      ...answer,
      to: '2023-05-31',
    })
    expect(await endRegistration(service, jincheng, { personNo, id: answer.id, to: '2023-05-31' })).toMatchObject({
      to: '2023-05-31',
    })
    const anew = { personNo, ...chronic, management: 'quota', from: '2023-06-01' } as const
    expect(await addRegistration(service, jincheng, anew)).toMatchObject({ created: true })
    expect(
      await refusalOf(endRegistration(service, jincheng, { personNo, id: answer.id, to: '2023-06-01' })),
    ).toMatchObject({ code: 'registration-invalid' })
  })

  test('is refused before its beginning and for one that is not there', async () => {
    const personNo = await someone()
    const { answer } = await addRegistration(service, jincheng, { personNo, ...chronic })
    const end = async (id: string, to: string) =>
      (await refusalOf(endRegistration(service, jincheng, { personNo, id, to }))).code
    expect(await end(answer.id, '2022-12-31')).toBe('registration-invalid')
    expect(await end('00000000-0000-7000-8000-000000000000', '2023-05-31')).toBe('not-found')
  })
})
