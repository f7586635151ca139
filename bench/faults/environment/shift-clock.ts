/**
 * Loaded before the service: its clock can be set, as an operator or a time server would, by a message with the shift
 * in milliseconds. Stopwatches go on evenly, as they do on a real machine.
 */
let shiftMs = 0
const RealDate = Date

class ShiftedDate extends RealDate {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(RealDate.now() + shiftMs)
    else super(...(given as [number]))
  }

  static override now(): number {
    return RealDate.now() + shiftMs
  }
}

globalThis.Date = ShiftedDate as DateConstructor
process.on('message', (message) => {
  if (typeof message === 'number') shiftMs = message
})
// Listening keeps a process alive; this one lives as long as the service does and no longer.
process.channel?.unref()
