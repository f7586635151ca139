import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Caller } from '../../../src/application/callers/caller.ts'
import { readAnnualCap } from '../../../src/application/entitlements/annual-cap.ts'
import { readEntitlements } from '../../../src/application/entitlements/entitlements.ts'
import { readCertificateAtDesk } from '../../../src/application/hospital-visits/patients.ts'
import { listLedger } from '../../../src/application/ledger/list-entries.ts'
import { readPersonPremium } from '../../../src/application/premiums/quote-premium.ts'
import type { Service } from '../../../src/application/service.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { quote, settle } from '../../../src/application/settlement/settle.ts'
import { detailOf } from '../../../src/domain/refusals/refusal.ts'
import { billOf, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { jincheng, jining, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

let desk: Desk
let service: Service
let personNo: string
let callers = 0
let hospital: Caller
beforeAll(async () => {
  desk = await openDesk()
  service = desk.service
})
beforeEach(async () => {
  desk.setDay('2024-05-05')
  personNo = await desk.person({ as: 'dibao' })
  hospital = ofKey(cityHospital)
})

/** A key of its own for each test, so that its lines are told from the others'. */
function ofKey(hospitalCode: string): Caller {
  callers += 1
  return { id: `key-${callers}`, kind: 'hospital', region: '140500', hospitalCode }
}

const bill = { inScope: '1000.00', on: '2024-05-01' }
const looks: Record<string, (caller: Caller, of: string) => Promise<unknown>> = {
  entitlements: (caller, of) => readEntitlements(service, caller, of, undefined, 'en'),
  'annual-cap': (caller, of) => readAnnualCap(service, caller, of, { year: 2024 }, 'en'),
  ledger: (caller, of) => listLedger(service, caller, of, { year: 2024 }),
  'premium-subsidy': (caller, of) => readPersonPremium(service, caller, of, { year: 2024 }, 'en'),
  quote: (caller, of) => quote(service, caller, billOf(of, bill), 'en'),
}
const readCertificate = (caller: Caller, of = personNo) =>
  readCertificateAtDesk(service, caller, { idType: '99', idNumber: of, name: '示例' })

async function linesOf(caller: Caller): Promise<string[]> {
  const { rows } = await service.db.pool.query<Record<string, string | null>>(
    `SELECT operation, outcome, basis, person_no, insured_region FROM lookups WHERE caller_id = $1 ORDER BY id`,
    [caller.id],
  )
  return rows.map((row) => Object.values(row).join(' '))
}

describe.each(Object.entries(looks))('%s', (operation, ask) => {
  test('is for a hospital that has read the certificate, and for no other', async () => {
    const refusal = await refusalOf(ask(hospital, personNo))
    expect(refusal.code).toBe('certificate-not-read')
    await readCertificate(hospital)
    await expect(ask(hospital, personNo)).resolves.toBeTruthy()
    const other = ofKey(await desk.hospital({ hospitalCode: 'H14050000002' }))
    const elsewhere = operation === 'quote' ? () => quoteAt(other) : () => ask(other, personNo)
    expect((await refusalOf(elsewhere())).code).toBe('certificate-not-read')
    expect(await linesOf(hospital)).toEqual([
      `${operation} refused  ${personNo} 140502`,
      `certificate-read shown certificate ${personNo} 140502`,
      `${operation} shown certificate ${personNo} 140502`,
    ])
    expect(await linesOf(other)).toEqual([`${operation} refused  ${personNo} 140502`])
  })

  test('says the same of a number that is nobody’s', async () => {
    const nobody = `${personNo.slice(0, -3)}999`
    const [one, none] = await Promise.all([personNo, nobody].map((of) => refusalOf(ask(hospital, of))))
    for (const language of ['zh', 'en'] as const) {
      const said = [one, none].map((refusal) => refusal && detailOf(refusal, language))
      expect(said[1]?.replace(nobody, personNo)).toBe(said[0])
      expect(said[0]).not.toMatch(/140502/)
    }
    expect((await linesOf(hospital)).sort()).toEqual([
      `${operation} refused  ${personNo} 140502`,
      `${operation} refused  ${nobody} `,
    ])
  })
})

const quoteAt = (caller: Caller) =>
  quote(service, caller, { ...billOf(personNo, bill), hospitalCode: caller.hospitalCode ?? '' }, 'en')
const cap = (caller: Caller, in_ = service) => readAnnualCap(in_, caller, personNo, { year: 2024 }, 'en')
const refused = async (caller: Caller, in_ = service) => (await refusalOf(cap(caller, in_))).code

describe('a certificate', () => {
  test('counts for a day, or as long as the setting says', async () => {
    await readCertificate(hospital)
    desk.setDay('2024-05-06')
    expect(await refused(hospital)).toBe('certificate-not-read')
    await expect(cap(hospital, { ...service, certificateHours: 25 })).resolves.toBeTruthy()
    await readCertificate(hospital)
    await expect(cap(hospital)).resolves.toBeTruthy()
  })

  test('answers the person’s number, and until when it counts', async () => {
    expect(await readCertificate(hospital)).toEqual({
      people: [
        {
          ...{ personNo, name: '示例', idType: '99', idNumber: '*'.repeat(personNo.length) },
          ...{ birthDate: '1975-03-12', gender: null, insuredRegion: '140502' },
        },
      ],
      readAt: '2024-05-05T12:00:00.000+08:00',
      until: '2024-05-06T12:00:00.000+08:00',
    })
  })

  test('under another name is nobody’s', async () => {
    const asked = readCertificateAtDesk(service, hospital, { idType: '99', idNumber: personNo, name: '别人' })
    expect((await refusalOf(asked)).code).toBe('not-found')
    expect(await refused(hospital)).toBe('certificate-not-read')
    expect(await linesOf(hospital)).toEqual(['certificate-read not-found   ', `annual-cap refused  ${personNo} 140502`])
  })

  test('is read by hospitals', async () => {
    for (const caller of [jincheng, shanxiAuditor])
      expect((await refusalOf(readCertificate(caller))).code).toBe('forbidden')
  })
})

describe('a settlement of the hospital’s own', () => {
  const claim = () => ({ ...billOf(personNo, bill), hospitalCode: cityHospital })

  test('is posted without a certificate, leaves no line of a look, and lets the hospital look while it stands', async () => {
    const { settlementNo = '' } = claim()
    await settle(service, hospital, { ...claim(), settlementNo }, 'en')
    expect(await linesOf(hospital)).toEqual([])
    await cap(hospital)
    expect(await linesOf(hospital)).toEqual([`annual-cap shown settlement ${personNo} 140502`])
    const asked = { hospitalCode: cityHospital, settlementNo, reversalNo: `R-${settlementNo}`, reason: 'x' }
    await reverse(service, hospital, asked)
    expect(await refused(hospital)).toBe('certificate-not-read')
  })

  test('counts for a year', async () => {
    await settle(service, hospital, claim(), 'en')
    desk.setDay('2025-05-05')
    await expect(cap(hospital)).resolves.toBeTruthy()
    desk.setDay('2025-05-06')
    expect(await refused(hospital)).toBe('certificate-not-read')
  })

  test('that was refused leaves a line, whoever it was for', async () => {
    await refusalOf(settle(service, hospital, { ...claim(), personNo: 'NOBODY' }, 'en'))
    await refusalOf(
      settle(
        service,
        hospital,
        {
          ...claim(),
          care: 'outpatient-chronic',
          servedOn: '2022-05-01',
          admittedOn: undefined,
          dischargedOn: undefined,
          diseaseCode: 'X',
        },
        'en',
      ),
    )
    expect(await linesOf(hospital)).toEqual(['settle refused  NOBODY ', `settle refused  ${personNo} 140502`])
  })

  test('that says nothing of anybody is refused without a line', async () => {
    await refusalOf(settle(service, hospital, { ...claim(), hospitalCode: 'H9' }, 'en'))
    expect(await linesOf(hospital)).toEqual([])
  })
})

test('bureaus and auditors look at people of their region, and each look leaves a line', async () => {
  const bureau = { ...jincheng, id: 'bureau-1' }
  const elsewhere = { ...jining, id: 'bureau-2' }
  for (const [operation, ask] of Object.entries(looks)) {
    await ask(bureau, personNo)
    expect((await linesOf(bureau)).at(-1)).toBe(`${operation} shown region ${personNo} 140502`)
    const code = operation === 'quote' ? 'person-not-registered' : 'not-found'
    for (const of of [personNo, 'NOBODY']) expect((await refusalOf(ask(elsewhere, of))).code).toBe(code)
    expect((await linesOf(elsewhere)).slice(-2)).toEqual([
      `${operation} refused  ${personNo} 140502`,
      `${operation} refused  NOBODY `,
    ])
  }
})
