import { randomBytes } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import * as callers from '../../db/callers/callers.ts'
import type { Registers } from '../../db/registers/dates.ts'
import { findHospital } from '../../db/registers/hospitals.ts'
import { chinaTime } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { inTransaction, note } from '../registers/register-change.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { digestOf, firstCaller, forgetVerdicts } from './authenticate.ts'
import { type Caller, type CallerKind, covers, prefixOf, requireKind, requireRegion } from './caller.ts'

export interface NewCaller {
  readonly kind: CallerKind
  readonly name?: string | undefined
  /** Left out, it is the hospital's, or that of whoever issues the key. */
  readonly region?: string | undefined
  readonly hospitalCode?: string | null | undefined
}

export interface IssuedCaller {
  readonly id: string
  readonly kind: CallerKind
  readonly name: string
  readonly region: string
  readonly hospitalCode: string | null
  readonly createdAt: string
  /** Shown this once; what is stored cannot be turned back into it. */
  readonly key: string
}

export type CallerAnswer = Omit<IssuedCaller, 'key'> & { readonly revokedAt: string | null }

/** Issues a key. Errors: caller-invalid, forbidden. */
export async function createCaller(service: Service, caller: Caller, input: NewCaller): Promise<IssuedCaller> {
  requireKind(caller, 'bureau')
  const hospitalCode = input.hospitalCode ?? null
  const region = input.region ?? (await usualRegion(service, caller, hospitalCode))
  requireRegion(caller, region)
  const key = `yz_${input.kind}_${randomBytes(32).toString('base64url')}`
  const { kind, name = hospitalCode ?? kind } = input
  const row = await inTransaction(service, async (registers) => {
    await checkHospital(registers, caller, { kind, region, hospitalCode })
    const id = uuidv7()
    await note(service, caller, registers, {
      action: 'caller-created',
      ...(hospitalCode === null ? {} : { hospitalCode }),
      detail: { id, kind, region },
    })
    const createdAt = service.clock()
    // A plain hash will do: the key is 256 random bits, which nobody guesses, however fast the hash.
    const keyHash = digestOf(key)
    return callers.insertCaller(registers, {
      id,
      kind,
      name,
      region,
      hospitalCode,
      keyHash,
      createdAt,
      createdBy: caller.id,
    })
  })
  forgetVerdicts(service)
  const { revokedAt: _, ...answer } = show(row)
  return { ...answer, key }
}

async function usualRegion(service: Service, caller: Caller, hospitalCode: string | null): Promise<string> {
  const hospital = hospitalCode === null ? null : await findHospital(service.db.prisma, hospitalCode)
  return hospital?.region ?? caller.region
}

async function checkHospital(
  registers: Registers,
  caller: Caller,
  { kind, region, hospitalCode }: Pick<Caller, 'kind' | 'region' | 'hospitalCode'>,
): Promise<void> {
  if (kind !== 'hospital') {
    if (hospitalCode !== null)
      invalid('只有 hospital 类密钥可填 hospitalCode。', 'Leave `hospitalCode` out, or send kind `hospital`.')
    return
  }
  if (hospitalCode === null) invalid('hospital 类密钥须填 hospitalCode。', 'Send `hospitalCode` with kind `hospital`.')
  const hospital = await findHospital(registers, hospitalCode)
  // The bureau of every region may issue keys first; another one could else take a hospital of its neighbour.
  if (!hospital && caller.region !== firstCaller.region) {
    invalid(`请先登记医疗机构 ${hospitalCode}。`, `Register hospital ${hospitalCode} first.`)
  }
  if (hospital && !covers(region, hospital.region)) {
    invalid(
      `医疗机构 ${hospitalCode} 属于 ${hospital.region}，不在 ${region}。`,
      `Hospital ${hospitalCode} is in ${hospital.region}, not in ${region}; send its region.`,
    )
  }
}

function invalid(zh: string, en: string): never {
  const reason: Bilingual = { zh, en }
  refuse('caller-invalid', { reason })
}

/** Revokes a key; once revoked it stays so. This process refuses it at once, others within a second. */
export async function revokeCaller(service: Service, caller: Caller, { id }: { id: string }): Promise<void> {
  requireKind(caller, 'bureau')
  await inTransaction(service, async (registers) => {
    const row = await callers.findCaller(registers, id)
    if (!row) refuse('not-found', { what: { zh: `调用方 ${id}`, en: `caller ${id}` } })
    requireRegion(caller, row.region)
    const revoked = await callers.revokeCallerRow(registers, id, service.clock())
    if (revoked) await note(service, caller, registers, { action: 'caller-revoked', detail: { id } })
  })
  forgetVerdicts(service)
}

export async function listCallers(service: Service, caller: Caller, page: PageInput): Promise<Page<CallerAnswer>> {
  requireKind(caller, 'bureau', 'auditor')
  const prefix = prefixOf(caller.region)
  const read = (part: { after: string | null; take: number }) => callers.listCallerRows(service.db.prisma, prefix, part)
  return pageOf(page, read, { key: (row) => row.id, item: show })
}

function show(row: callers.CallerRow): CallerAnswer {
  return {
    id: row.id,
    kind: row.kind as CallerKind,
    name: row.name,
    region: row.region,
    hospitalCode: row.hospitalCode,
    createdAt: chinaTime(row.createdAt),
    revokedAt: row.revokedAt && chinaTime(row.revokedAt),
  }
}
