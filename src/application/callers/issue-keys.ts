import { randomBytes } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import * as callers from '../../db/callers/callers.ts'
import type { Registers } from '../../db/registers/dates.ts'
import { findHospital } from '../../db/registers/hospitals.ts'
import { chinaTime } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import { type Fault, refuse } from '../../domain/refusals/refusal.ts'
import { inRegisterTransaction, note } from '../registers/register-change.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { digestOf, firstCaller, forgetKeys } from './authenticate.ts'
import {
  type Caller,
  type CallerKind,
  coversRegion,
  forbid,
  ofRegion,
  prefixOf,
  requireKind,
  requireRegion,
} from './caller.ts'

export interface CallerAsked {
  readonly kind: CallerKind
  /** Left out, it is the hospital's code, or the kind. Whoever holds every region says it of a bureau and an auditor. */
  readonly name?: string | undefined
  /** Left out, it is the hospital's, or that of whoever issues the key, unless that is every region. */
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

/** Issues a key. Errors: caller-invalid, forbidden; invalid-request where every region would be the default. */
export async function createCaller(service: Service, caller: Caller, input: CallerAsked): Promise<IssuedCaller> {
  requireKind(caller, 'bureau')
  if (caller.posts !== undefined && input.kind !== 'hospital') forbid(byMachinesAlone)
  const hospitalCode = input.hospitalCode ?? null
  const hospital = hospitalCode === null ? null : await findHospital(service.db.prisma, hospitalCode)
  const implied = ofRegion(caller, hospital)?.region ?? null
  if (caller.region === firstCaller.region) requireSaid(input, implied)
  const region = input.region ?? implied ?? caller.region
  requireRegion(caller, region)
  const key = `yz_${input.kind}_${randomBytes(32).toString('base64url')}`
  const { kind, name = hospitalCode ?? kind } = input
  const row = await inRegisterTransaction(service, async (registers) => {
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
  forgetKeys(service)
  const { revokedAt: _, ...answer } = show(row)
  return { ...answer, key }
}

/** Whoever signed in and held a key of the bureau besides would be two pairs of eyes. */
const byMachinesAlone: Bilingual = {
  zh: '登录人员只能签发医疗机构的密钥；经办机构和审计的密钥请用已有的经办机构密钥或 YIZHAN_ADMIN_KEY 签发。',
  en: 'Who signed in issues keys of hospitals alone; a key of a bureau or an auditor is issued with a key of the bureau or YIZHAN_ADMIN_KEY.',
}

/** A field that was forgotten must not make a key for the whole country, nor one that nobody can tell from the next. */
function requireSaid({ kind, name, region }: CallerAsked, implied: string | null): void {
  const faults: Fault[] = []
  if (region === undefined && implied === null) faults.push(unsaid.region)
  if (name === undefined && kind !== 'hospital') faults.push(unsaid.name)
  if (faults.length > 0) refuse('invalid-request', {}, { faults })
}

const unsaid = {
  region: {
    pointer: '/region',
    detail: {
      zh: '请填写所属地区的六位代码；确需全部地区的请填写 000000。',
      en: 'Send the six digits of its region; 000000 where it is to hold every region.',
    },
  },
  name: { pointer: '/name', detail: { zh: '请填写持有人名称。', en: 'Send the name of whoever will hold the key.' } },
} as const satisfies Record<string, Fault>

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
  const hospital = ofRegion(caller, await findHospital(registers, hospitalCode))
  // The bureau of every region may issue keys first; another one could else take a hospital of its neighbour.
  if (!hospital && caller.region !== firstCaller.region) {
    invalid(`请先登记医疗机构 ${hospitalCode}。`, `Register hospital ${hospitalCode} first.`)
  }
  if (hospital && !coversRegion(region, hospital.region)) {
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
  await inRegisterTransaction(service, async (registers) => {
    const row = ofRegion(caller, await callers.findCaller(registers, id))
    if (!row) refuse('not-found', { what: { zh: `调用方 ${id}`, en: `caller ${id}` } })
    const revoked = await callers.revokeCallerRow(registers, id, service.clock())
    if (revoked) await note(service, caller, registers, { action: 'caller-revoked', detail: { id } })
  })
  forgetKeys(service)
}

export async function listCallers(service: Service, caller: Caller, page: PageInput): Promise<Page<CallerAnswer>> {
  requireKind(caller, 'bureau', 'auditor')
  const prefix = prefixOf(caller.region)
  const read = (part: { after: string | null; take: number }) => callers.listCallerRows(service.db.prisma, prefix, part)
  return pageOf('callers', page, read, { key: (row) => row.id, item: show })
}

function show(row: callers.CallerRow): CallerAnswer {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    region: row.region,
    hospitalCode: row.hospitalCode,
    createdAt: chinaTime(row.createdAt),
    revokedAt: row.revokedAt && chinaTime(row.revokedAt),
  }
}
