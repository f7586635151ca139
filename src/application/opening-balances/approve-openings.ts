import type { Language } from '../../domain/language.ts'
import { type Caller, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { saidOfLine } from '../uploads/line-by-line.ts'
import { approveOpening } from './decide-opening.ts'

export interface ApprovedOpening {
  readonly openingId: string
  readonly openingNo: string | null
  readonly outcome: 'approved' | 'known' | 'refused'
  readonly detail: string | null
}

/** Approves several, each by itself; the same list again posts nothing twice. Errors: `forbidden`. */
export async function approveOpenings(
  service: Service,
  caller: Caller,
  { ids, resettleLater = false }: { readonly ids: readonly string[]; readonly resettleLater?: boolean | undefined },
  language: Language,
) {
  requireKind(caller, 'bureau')
  const lines: ApprovedOpening[] = []
  for (const id of ids) lines.push(await approveOne(service, caller, { id, resettleLater }, language))
  const count = (outcome: ApprovedOpening['outcome']) => lines.filter((one) => one.outcome === outcome).length
  return { approved: count('approved'), known: count('known'), refused: count('refused'), lines }
}

async function approveOne(
  service: Service,
  caller: Caller,
  asked: { readonly id: string; readonly resettleLater: boolean },
  language: Language,
): Promise<ApprovedOpening> {
  const openingId = asked.id
  try {
    const { opening, replayed } = await approveOpening(service, caller, asked)
    return { openingId, openingNo: opening.openingNo, outcome: replayed ? 'known' : 'approved', detail: null }
  } catch (error) {
    return { openingId, openingNo: null, outcome: 'refused', detail: saidOfLine(error, language) }
  }
}
