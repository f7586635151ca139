import type { Queryable } from '../sql.ts'

export interface LookupWindow {
  readonly since: Date
  readonly max: number
}

export interface FailedLookups {
  /** Of each window: how many found nobody, counted no further than its `max`, and the oldest of those. */
  readonly windows: readonly { readonly count: number; readonly oldest: Date | null }[]
  /** Whether a refused one was noted of late. */
  readonly isThrottled: boolean
}

/** Each look-up at a desk asks this first, so it counts in an index that holds nothing else. */
const text = `SELECT counted.count, counted.oldest, EXISTS (
    SELECT FROM lookups WHERE caller_id = $1 AND outcome = 'throttled' AND at > $4) AS throttled
  FROM unnest($2::timestamptz[], $3::int[]) WITH ORDINALITY AS windows (since, max, place)
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS count, min(at) AS oldest FROM (
      SELECT at FROM lookups
      WHERE caller_id = $1 AND outcome = 'not-found' AND at > windows.since
      ORDER BY at DESC LIMIT windows.max) AS newest) AS counted
  ORDER BY windows.place`

export async function failedLookups(
  client: Queryable,
  callerId: string,
  { windows, throttledSince }: { windows: readonly LookupWindow[]; throttledSince: Date },
): Promise<FailedLookups> {
  const times = windows.map(({ since }) => since)
  const values = [callerId, times, windows.map(({ max }) => max), throttledSince]
  const { rows } = await client.query<{ count: number; oldest: Date | null; throttled: boolean }>({
    name: 'failed-lookups',
    text,
    values,
  })
  return { windows: rows, isThrottled: rows.some(({ throttled }) => throttled) }
}
