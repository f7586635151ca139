/** What differs from one posting to the next by its nature: ids, times, and numbers that follow from them. */
const ofItsOwn = /(^|\.)(\w*[iI]d|postedAt|settledAt|reversedAt|recordedAt|enteredAt|requestId|instance)$/
const hashes = /(^|\.)\w*[hH]ash$/

export interface Compared {
  /** Of the answer, with `[]` for any place of a list. */
  readonly path: string
  readonly here: unknown
  readonly beside: unknown
}

/** Where two answers differ, but for ids and times, and for hashes unless these are asked for. A field that one of them lacks is one too. */
export function differences(here: unknown, beside: unknown, withHashes: boolean, path = ''): Compared[] {
  if (ofItsOwn.test(path) || (!withHashes && hashes.test(path))) return []
  if (Object.is(here, beside)) return []
  if (Array.isArray(here) && Array.isArray(beside)) {
    if (here.length !== beside.length) return [{ path: `${path}[]`, here, beside }]
    return here.flatMap((one, at) => differences(one, beside[at], withHashes, `${path}[]`))
  }
  if (isRecord(here) && isRecord(beside)) {
    const names = [...new Set([...Object.keys(here), ...Object.keys(beside)])]
    return names.flatMap((name) =>
      differences(here[name], beside[name], withHashes, path === '' ? name : `${path}.${name}`),
    )
  }
  return [{ path, here, beside }]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
