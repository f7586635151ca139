import type { Day } from '../calendar.ts'
import type { WaitingReason } from '../names/filings.ts'

/** A referral as a hospital sends it, and what is known of both ends of it. */
export interface SentReferral {
  readonly fromHospital: string
  readonly fromRegion: string
  readonly toHospital: string
  readonly from: Day
  /** The day on which it came in. */
  readonly sentOn: Day
  readonly insuredRegion: string
  /** How many digits two regions share where care is local (000000/G16). */
  readonly localDigits: number
}

/**
 * Why a hospital's referral does not stand by itself (000000/G8), or null where it does: whoever gains by it, sends it after the
 * fact, or has not treated the patient at home says it without anybody to confirm it.
 */
export function whyItWaits(sent: SentReferral): WaitingReason | null {
  if (sent.toHospital === sent.fromHospital) return 'to-itself'
  if (sent.from < sent.sentOn) return 'late'
  const home = sent.insuredRegion.slice(0, sent.localDigits)
  return sent.fromRegion.startsWith(home) ? null : 'from-elsewhere'
}
