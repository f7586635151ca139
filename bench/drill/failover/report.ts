import { type FailedOver, goalSeconds, isHeld, type Takeover } from './drill.ts'

const maxShown = 12

/** What a drill came to, the last line saying it all. */
export function failoverLines(drilled: FailedOver): string[] {
  const { described, takeovers, differences, faults, acknowledgedInAll } = drilled
  const missing = takeovers.flatMap((takeover) => takeover.missing)
  return [
    ...(['failover', 'switchover', 'standby lost'] as const).map(
      (kind) => `${kind}: ${secondsOf(drilled, kind)} without an acknowledged number`,
    ),
    ...[...new Set(missing)].slice(0, maxShown).map((name) => `missing: ${name}`),
    ...faults.slice(0, maxShown).map((says) => `wrong: ${says}`),
    ...(differences === '' ? [] : [differences.slice(0, 2000)]),
    `${acknowledgedInAll} numbers acknowledged in all, ${missing.length} missing after a takeover, ${faults.length} contradictions after everything was sent again`,
    `ledger:verify and the digest ${differences === '' ? 'agree' : 'DIFFER'}`,
    `${isHeld(drilled) ? 'held' : 'NOT HELD'} (at most ${goalSeconds} s, nothing lost): ${described}`,
  ]
}

/** Of several the least, the middle one and the most. */
function secondsOf({ takeovers }: FailedOver, kind: Takeover['kind']): string {
  const all = takeovers.filter((one) => one.kind === kind).map(({ silentSeconds }) => silentSeconds ?? Infinity)
  const sorted = all.sort((a, b) => a - b)
  const shown = (at: number) => `${(sorted[at] ?? 0).toFixed(1)} s`
  if (sorted.length < 2) return shown(0)
  return `${shown(0)} to ${shown(sorted.length - 1)}, the middle one of ${sorted.length} ${shown(Math.floor(sorted.length / 2))},`
}
