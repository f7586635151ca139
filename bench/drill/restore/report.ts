import { type Drilled, isRight, type Restored } from './drill.ts'

const maxShown = 12

/** What a drill came to, the last line saying it all. */
export function linesOf(drilled: Drilled): string[] {
  const { server, backupSeconds, archived, streamed, faults, acknowledgedInAll, folder } = drilled
  return [
    ...restoredLines('by the archive alone', archived),
    ...restoredLines('by the archive and what was streamed', streamed),
    ...faults.slice(0, maxShown).map((says) => `wrong: ${says}`),
    `${acknowledgedInAll} numbers acknowledged in all, ${faults.length} contradictions after everything was sent again`,
    ...(folder === null ? [] : [`logs in ${folder}`]),
    `${isRight(drilled) ? 'restored' : 'NOT RESTORED'}: PostgreSQL ${server}, base backup ${backupSeconds.toFixed(1)} s`,
  ]
}

function restoredLines(how: string, { loss, differences, seconds }: Restored): string[] {
  const { acknowledged, lost, lostThoughKept, reachesBackMs } = loss
  const back = lost === 0 ? '' : `, the oldest ${(reachesBackMs / 1000).toFixed(1)} s before the failure`
  return [
    `${how}: ${lost} of ${acknowledged} acknowledged are missing${back}; takes writes after ${seconds.toFixed(1)} s`,
    `  of what the kept log holds ${lostThoughKept.length} are missing; ledger:verify ${differences === '' ? 'agrees' : 'DIFFERS'}`,
    ...lostThoughKept.slice(0, maxShown).map((name) => `  missing though kept: ${name}`),
    ...(differences === '' ? [] : [`  ${differences.slice(0, 2000)}`]),
  ]
}
