/**
 * Where a list stands. `interrupted` is one whose job was cancelled or failed before its end; `withdrawn` one that was given
 * up after that.
 */
export const rosterStatuses = ['loaded', 'applying', 'interrupted', 'applied', 'expired', 'withdrawn'] as const
export type RosterStatus = (typeof rosterStatuses)[number]
