import { beforeAll, describe, expect, test } from 'vitest'
import { getBeneficiary, putBeneficiary } from '../../../src/application/registers/beneficiaries.ts'
import type { BeneficiaryInput } from '../../../src/application/registers/person-input.ts'
import { listBeneficiaries, searchBeneficiaries } from '../../../src/application/registers/search-beneficiaries.ts'
import type { Service } from '../../../src/application/service.ts'
import { detailOf } from '../../../src/domain/refusals/refusal.ts'
import { type FaultReason, rosterLineFaults } from '../../../src/domain/rosters/line-faults.ts'
import { freshDatabase } from '../../support/database/database.ts'
import {
  jincheng,
  jining,
  later,
  ofHospital,
  person,
  refusalOf,
  registersService,
  shanxiAuditor,
} from '../../support/people/registers.ts'

let service: Service
beforeAll(async () => {
  service = registersService((await freshDatabase()).open())
})

const masked = { name: '张*', idNumber: '1405**************' }

describe('PUT of a person', () => {
  test('registers, masks the answer, and lets a bureau read it whole', async () => {
    const at = '2026-01-15T10:00:00.000+08:00'
    const answer = { ...person(), ...masked, recordedAt: at, updatedAt: at }
    expect(await putBeneficiary(service, jincheng, person())).toEqual({
      created: true,
      answer: { ...answer, warnings: [] },
    })
    expect(await getBeneficiary(service, jincheng, person())).toEqual(answer)
    const shown = await getBeneficiary(service, jincheng, { ...person(), showIdNumber: true })
    expect(shown).toEqual({ ...answer, name: '张三', idNumber: '140502197503120016' })
  })

  test('stores the ID number where nothing of it can be read', async () => {
    const { rows } = await service.db.pool.query(
      `SELECT beneficiaries::text || encode(id_number_enc, 'escape') AS stored FROM beneficiaries`,
    )
    for (const { stored } of rows) expect(stored).not.toMatch(/140502197503|120016/)
  })

  test('replaces, and notes the fields but neither name nor number', async () => {
    const input = person({ name: '张三丰', enrolledTier: 1, idNumber: '140502198802290028', birthDate: '1988-02-29' })
    const done = await putBeneficiary(later(service), jincheng, input)
    expect(done).toMatchObject({
      created: false,
      answer: {
        name: '张**',
        enrolledTier: 1,
        idNumber: '1405**************',
        updatedAt: '2026-01-16T10:00:00.000+08:00',
      },
    })
    const { rows } = await service.db.pool.query('SELECT action, detail FROM register_changes ORDER BY id')
    expect(rows).toEqual([
      { action: 'beneficiary-registered', detail: { insuredRegion: '140502', enrolledTier: null } },
      { action: 'beneficiary-id-number-shown', detail: {} },
      {
        action: 'beneficiary-changed',
        detail: { fields: ['name', 'idNumber', 'birthDate', 'enrolledTier'], insuredRegion: '140502', enrolledTier: 1 },
      },
    ])
    expect(await putBeneficiary(later(service), jincheng, input)).toMatchObject({ created: false })
    expect((await service.db.pool.query('SELECT FROM register_changes')).rowCount).toBe(3)
    await putBeneficiary(service, jincheng, person())
  })

  test('takes the X of the number in either case', async () => {
    const input = person({ personNo: 'x', idNumber: '11010519491231002x', birthDate: '1949-12-31' })
    expect(await putBeneficiary(service, jincheng, input)).toMatchObject({ answer: { idNumber: '1101**************' } })
  })

  test.each([
    ['a number of seventeen characters', { idNumber: '14050219750312001' }, ['/idNumber']],
    [
      'a birth date in the future and no ID number',
      { birthDate: '2026-01-16', idNumber: '1' },
      ['/birthDate', '/idNumber'],
    ],
    [
      'a passport with a birth date in the future',
      { idType: '03', idNumber: 'G1234567', birthDate: '2026-01-16' },
      ['/birthDate'],
    ],
  ])('is refused for %s', async (_, change, pointers) => {
    const refusal = await refusalOf(putBeneficiary(service, jincheng, person({ personNo: 'wrong', ...change })))
    expect(refusal.code).toBe('invalid-request')
    expect(refusal.faults.map((fault) => fault.pointer)).toEqual(pointers)
    expect(await refusalOf(getBeneficiary(service, jincheng, { personNo: 'wrong' }))).toMatchObject({
      code: 'not-found',
    })
  })

  const reasons: Record<string, FaultReason> = { '/personNo': 'person-no', '/idNumber': 'id-number' }
  // What a roster refuses (`name`, `person-no`) is kept in silence by no other way in.
  test.each([
    ['a name with a character that was lost', { name: '王?' }, '/name'],
    ['the same in full width', { name: '王？' }, '/name'],
    ['a value that a spreadsheet did not find', { name: '#N/A' }, '/name'],
    ['the name of a masked list', { name: '张*' }, '/name'],
    ['the number of a masked list', { idType: '03', idNumber: 'G12****67' }, '/idNumber'],
    ['a person number that is an ID number', { personNo: '140502197503120016' }, '/personNo'],
    ['the same with a small x', { personNo: '11010519491231002x' }, '/personNo'],
  ])('is refused for %s', async (_, change, pointer) => {
    const refusal = await refusalOf(putBeneficiary(service, jincheng, person({ personNo: 'lost', ...change })))
    expect(refusal.faults).toEqual([{ pointer, detail: rosterLineFaults[reasons[pointer] ?? 'name'] }])
  })

  test('does not check the numbers of other documents', async () => {
    const input = person({ personNo: 'passport', idType: '03', idNumber: 'G1234567' })
    expect(await putBeneficiary(service, jincheng, input)).toMatchObject({ answer: { idNumber: '********' } })
  })

  test('is refused outside the region, into it, and out of it', async () => {
    const refused = [
      putBeneficiary(service, jining, person({ personNo: 'other' })),
      putBeneficiary(service, jining, person({ insuredRegion: '370802' })),
      putBeneficiary(service, jincheng, person({ insuredRegion: '370802' })),
    ].map(refusalOf)
    const codes = (await Promise.all(refused)).map(({ code }) => code)
    expect(codes).toEqual(['forbidden', 'code-taken', 'forbidden'])
  })

  test('of a number that another region uses says neither whose nor where', async () => {
    const refusal = await refusalOf(putBeneficiary(service, jining, person({ insuredRegion: '370802' })))
    for (const language of ['zh', 'en'] as const)
      expect(detailOf(refusal, language).replace(person().personNo, '')).not.toMatch(/14|张/)
  })

  test('eight times at once registers the person once', async () => {
    const input = person({ personNo: 'eight' })
    const done = await Promise.all(Array.from({ length: 8 }, () => putBeneficiary(service, jincheng, input)))
    expect(done.filter((one) => one.created)).toHaveLength(1)
  })
})

describe('reading people', () => {
  test('an auditor reads them masked, and may not ask for more', async () => {
    expect(await getBeneficiary(service, shanxiAuditor, person())).toMatchObject(masked)
    const asked = getBeneficiary(service, shanxiAuditor, { ...person(), showIdNumber: true })
    expect(await refusalOf(asked)).toMatchObject({ code: 'forbidden' })
  })

  test('hospitals and other regions do not read them', async () => {
    const missing = { personNo: '14050000000000009999' }
    for (const asked of [person(), missing]) {
      expect((await refusalOf(getBeneficiary(service, ofHospital('H14050000001'), asked))).code).toBe('forbidden')
      expect(await refusalOf(getBeneficiary(service, jining, asked))).toMatchObject({
        code: 'not-found',
        params: { what: { en: `person ${asked.personNo}` } },
      })
    }
  })

  test('by ID number, whole and right only, within the region', async () => {
    const numbers = async (caller: typeof jincheng, idNumber: string, idType?: string) =>
      (await searchBeneficiaries(service, caller, { idNumber, ...(idType ? { idType } : {}) })).items.map(
        (one) => one.personNo,
      )
    expect(await numbers(jincheng, '140502197503120016')).toEqual(['14050000000000000001', 'eight'])
    expect(await numbers(jincheng, '11010519491231002x')).toEqual(['x'])
    expect(await numbers(jincheng, 'G1234567', '03')).toEqual(['passport'])
    expect(await numbers(jincheng, 'G1234567')).toEqual(['passport'])
    expect(await numbers(jincheng, '1405021975031200')).toEqual([])
    expect(await numbers(jining, '140502197503120016')).toEqual([])
  })

  test('by the whole name, however it is typed', async () => {
    const named = async (name: string) =>
      (await searchBeneficiaries(service, jining, { name })).items.map((one) => one.personNo)
    for (const [personNo, name, idNumber] of [
      ['n1', '买买提·艾力', '37081119781211001X'],
      ['n2', 'CHAN TAI MAN', '370811197812110036'],
      ['n3', '高 文', '370811197812110052'],
    ] as const) {
      const input = person({ personNo, name, idNumber, birthDate: '1978-12-11', insuredRegion: '370811' })
      await putBeneficiary(service, jining, input)
    }
    for (const typed of ['买买提·艾力', '买买提•艾力', ' 买买提・艾力', '买买提．艾力'])
      expect(await named(typed)).toEqual(['n1'])
    for (const typed of ['CHAN TAI MAN', ' chan tai man', 'Ｃhan Tai Man']) expect(await named(typed)).toEqual(['n2'])
    for (const typed of ['高文', '高 文', '⾼⽂', '高\u3000文']) expect(await named(typed)).toEqual(['n3'])
    expect(await named('买买提')).toEqual([])
  })

  test('page by page, masked', async () => {
    const first = await listBeneficiaries(service, shanxiAuditor, { limit: 3 })
    expect(first.items.map((one) => one.personNo)).toEqual(['14050000000000000001', 'eight', 'passport'])
    const second = await listBeneficiaries(service, shanxiAuditor, { limit: 3, cursor: first.nextCursor ?? undefined })
    expect(second.items.map((one) => one.personNo)).toEqual(['x'])
    expect(second.nextCursor).toBeNull()
    expect(JSON.stringify([first, second])).not.toContain('140502197503120016')
  })
})

describe('an ID number that looks like a slip of the pen', () => {
  test.each([
    ['a wrong check digit', { idNumber: '140502197503120017' }, 'id-number-check-digit'],
    ['a birth date that the number does not hold', { birthDate: '1975-03-13' }, 'birth-date-differs'],
  ])('is registered as sent, with a caution, for %s', async (_, change, code) => {
    const { answer } = await putBeneficiary(service, jincheng, person({ personNo: `caution-${code}`, ...change }), 'zh')
    expect(answer.warnings).toContainEqual({ code, text: expect.stringContaining('已按所填登记') })
  })
})

test('an ID number of another person of the region is pointed at, with that person’s number', async () => {
  const own = registersService((await freshDatabase()).open())
  const put = (personNo: string, change: Partial<BeneficiaryInput> = {}, caller = jincheng) =>
    putBeneficiary(own, caller, person({ personNo, ...change }), 'en').then(({ answer }) => answer.warnings)
  expect(await put('A3')).toEqual([])
  expect(await put('A3')).toEqual([])
  const warnings = await put('A3B', { name: '李四' })
  expect(warnings).toEqual([{ code: 'id-number-elsewhere', text: expect.stringContaining('A3（张*）') }])
  expect(warnings[0]?.text).not.toContain('140502197503120016')
  // The first one is told too when it is sent again; another number is nobody else's.
  expect(await put('A3')).toEqual([{ code: 'id-number-elsewhere', text: expect.stringContaining('A3B（李*）') }])
  expect(await put('A3B', { idNumber: '140502197503120024', name: '李四' })).toEqual([])
  // Whose region is another’s is not told.
  expect(await put('J1', { insuredRegion: '370811' }, jining)).toEqual([])
})
