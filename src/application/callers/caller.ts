import type { Bilingual } from '../../domain/language.ts'
import { type CallerKind, callerKinds } from '../../domain/names/caller-kinds.ts'
import { namesOf, type Post } from '../../domain/operators/posts.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { prefixOf } from '../../domain/shared/region-prefix.ts'

export { type CallerKind, callerKinds, prefixOf }

/** Whoever holds the key of a request. */
export interface Caller {
  readonly id: string
  readonly kind: CallerKind
  /** Six digits; '000000' is every region. */
  readonly region: string
  /** The one hospital that a hospital's key speaks for; null for the other kinds. */
  readonly hospitalCode: string | null
  /** Whom the key was issued to; none where no key is behind it. */
  readonly name?: string
  /** The `x-request-id` of what is being asked, for the audit trail; none where no request is behind it. */
  readonly requestId?: string
  /** The posts of a person who signed in; none of a key, which is a machine's and may do what its kind may. */
  readonly posts?: readonly Post[]
  /** The second person, of what one operator asked for and another had done. */
  readonly approvedBy?: string
}

const kindNames: Record<CallerKind, Bilingual> = {
  hospital: { zh: '医疗机构', en: 'a hospital' },
  bureau: { zh: '医保经办机构', en: 'a bureau' },
  auditor: { zh: '审计', en: 'an auditor' },
}

/** Whether a region lies in the caller's. */
export function coversRegion(callerRegion: string, region: string): boolean {
  return region.startsWith(prefixOf(callerRegion))
}

/** A hospital sees what is its own, the others what is of their region. */
export function sees(caller: Caller, of: { readonly hospitalCode: string; readonly region: string }): boolean {
  return caller.kind === 'hospital' ? caller.hospitalCode === of.hospitalCode : coversRegion(caller.region, of.region)
}

/**
 * What was found, where it is of the caller's region; else null, as if it were not there: a refusal must tell neither
 * that something exists elsewhere nor where.
 */
export function ofRegion<Row extends { readonly region: string }>(caller: Caller, found: Row | null): Row | null {
  return found !== null && coversRegion(caller.region, found.region) ? found : null
}

export function requireKind(caller: Caller, ...kinds: readonly CallerKind[]): void {
  if (kinds.includes(caller.kind)) return
  forbid({
    zh: `此操作须用${kinds.map((kind) => kindNames[kind].zh).join('或')}的密钥。`,
    en: `Use the key of ${kinds.map((kind) => kindNames[kind].en).join(' or ')}.`,
  })
}

/** For a region that the caller named itself; what was found elsewhere is not there for it (`ofRegion`). */
export function requireRegion(caller: Caller, region: string): void {
  if (coversRegion(caller.region, region)) return
  forbid({
    zh: `密钥所属地区为 ${caller.region}，不含 ${region}；请用该地区的密钥。`,
    en: `The key is for region ${caller.region}, which does not hold ${region}; use a key of that region.`,
  })
}

/**
 * A fund is kept by its own region. A province above it looks on, and neither enters nor pays what is not its own; the first key
 * stands for every region.
 */
export function requireFundKeeper(caller: Caller, region: string): void {
  const isProvince = caller.region.endsWith('0000') && prefixOf(caller.region) !== ''
  if (!isProvince || caller.region === region) return
  forbid({
    zh: `${region} 的基金由该地区管理，${caller.region} 的密钥只能查看；请用该地区的密钥。`,
    en: `The fund of ${region} is kept there, and a key of ${caller.region} may look at it alone; use a key of that region.`,
  })
}

/** A hospital may only speak for itself; the other kinds are not asked. */
export function requireHospital(caller: Caller, hospitalCode: string): void {
  if (caller.kind !== 'hospital' || caller.hospitalCode === hospitalCode) return
  forbid({
    zh: `密钥属于医疗机构 ${caller.hospitalCode}，不能代表 ${hospitalCode}。`,
    en: `The key belongs to hospital ${caller.hospitalCode} and does not speak for ${hospitalCode}.`,
  })
}

/**
 * Two pairs of eyes: a person who signed in never approves what they made. Keys are machines, and who stands behind one is not
 * known. Errors: `second-pair-of-eyes`.
 */
export function requireAnother(caller: Caller, madeBy: string | null, what: Bilingual): void {
  if (caller.posts !== undefined && madeBy === caller.id) refuse('second-pair-of-eyes', { what })
}

/** Errors: `post-missing` where a person who signed in has none of these posts. */
export function requirePost(caller: Caller, allowed: readonly Post[]): void {
  if (caller.posts === undefined || caller.posts.some((post) => allowed.includes(post))) return
  refuse('post-missing', { posts: namesOf(allowed), held: namesOf(caller.posts) })
}

/** Errors: `forbidden`, with why. */
export function forbid(reason: Bilingual): never {
  refuse('forbidden', { reason })
}
