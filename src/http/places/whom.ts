import { textOf } from '../server/bodies.ts'

/** A request as far as it says whose place it is of. */
export interface AskedOfPlaces {
  readonly method: string
  /** Without its query. */
  readonly path: string
  readonly query: URLSearchParams
  /** The bytes of its body, where it has one that may be sent once more. */
  readonly body: Buffer | null
  /** As it names itself, with its charset. */
  readonly contentType?: string | undefined
}

/** What a request names, and so where it belongs. */
export type Whom =
  /** What is one for all places: keys, operators, hospitals, the pages and their rules. */
  | { readonly kind: 'all' }
  | { readonly kind: 'person'; readonly personNo: string; readonly insuredRegion: string | null }
  /** A hospital's own number of a settlement. */
  | { readonly kind: 'number'; readonly hospitalCode: string; readonly settlementNo: string }
  | { readonly kind: 'region'; readonly region: string }
  /** A list of whatever the caller may see. */
  | { readonly kind: 'list' }
  /** Something by its id, or somebody by a certificate: of the place that has it. */
  | { readonly kind: 'sought' }
  /** Of the place of whoever asks. */
  | { readonly kind: 'own' }

const ofAll: ReadonlySet<string> = new Set(['callers', 'operators', 'sessions', 'hospitals', 'problems'])
/** Parts of a path behind which a region stands. */
const byRegion: ReadonlySet<string> = new Set(['funds', 'payout-templates'])
/** They name somebody, or a settlement, in a way that only its place knows. */
const soughtAnywhere: ReadonlySet<string> = new Set(['certificate-reads', 'corrections'])
/** Words that stand where an id would, and are part of the route. */
const words: ReadonlySet<string> = new Set([
  'approvals',
  'batches',
  'changes',
  'clock',
  'days',
  'export',
  'files',
  'lookups',
  'not-enrolled',
  'owed',
  'places',
  'preview',
  'quote',
  'reload',
  'reset',
  'search',
  'sweeps',
  'template',
  'totals',
])

/** What a request of `/v1` or `/nhsa` names; anything else is of all. */
export function whomOf(asked: AskedOfPlaces): Whom {
  const [top, first = '', ...further] = asked.path.split('/').filter(Boolean).map(decoded)
  if (top === 'nhsa') return ofMessage(asked.body, first)
  if (top !== 'v1' || first === '' || ofAll.has(first)) return { kind: 'all' }
  const body = fieldsOf(asked)
  const person = ofPerson(first, further, body, asked.query)
  if (person) return person
  if (first === 'reversals') return ofNumber(body)
  return ofThing(first, further[0] ?? null, body, asked)
}

function ofPerson(first: string, [id, ...further]: string[], body: Fields, query: URLSearchParams): Whom | null {
  if (first === 'beneficiaries' && id !== undefined && id !== 'search') {
    const insuredRegion = further.length === 0 ? wordOf(body, 'insuredRegion') : null
    return { kind: 'person', personNo: id, insuredRegion }
  }
  const personNo = wordOf(body, 'personNo') ?? query.get('personNo')
  return personNo === null ? null : { kind: 'person', personNo, insuredRegion: null }
}

function ofThing(first: string, id: string | null, body: Fields, { method, query }: AskedOfPlaces): Whom {
  if (id !== null && byRegion.has(first)) return { kind: 'region', region: id }
  if (id !== null && !words.has(id.replace(/\.(csv|xlsx)$/, ''))) return { kind: 'sought' }
  if (soughtAnywhere.has(first)) return { kind: 'sought' }
  const region = wordOf(body, 'region') ?? query.get('region')
  if (region !== null) return { kind: 'region', region }
  return method === 'GET' || id === 'search' ? { kind: 'list' } : { kind: 'own' }
}

function ofNumber(body: Fields): Whom {
  const [hospitalCode, settlementNo] = [wordOf(body, 'hospitalCode'), wordOf(body, 'settlementNo')]
  return hospitalCode !== null && settlementNo !== null
    ? { kind: 'number', hospitalCode, settlementNo }
    : { kind: 'own' }
}

/** Far enough for what a message says of the person; those of megabytes are files of many. */
const headBytes = 65_536
/** What stands behind the name of a field, in quotes or without. */
const behindName = /^\s*:\s*"?([\w.:-]{1,64})/
const nameAndValue = 160
const aRegion = /^\d{6}$/
/** A hospital's accounts (3201 to 3206) are with the fund of a region, and name nobody. */
const ofAccounts = /^320\d$/
/** Reads a certificate, and so says of whom the further messages are. */
const readsCertificate = '1101'

/** Numbers are written in ASCII whatever the charset is, and in the same place of every charset that is read. */
function ofMessage(body: Buffer | null, inPath: string): Whom {
  const head = body?.subarray(0, headBytes).toString('latin1') ?? ''
  const [personNo] = valuesOf(head, 'psn_no')
  if (personNo !== undefined) return { kind: 'person', personNo, insuredRegion: null }
  const [infno = inPath] = valuesOf(head, 'infno')
  if (infno === readsCertificate) return { kind: 'sought' }
  const [region] = [...valuesOf(head, 'setl_optins'), ...valuesOf(head, 'insuplc_admdvs')].filter((one) =>
    aRegion.test(one),
  )
  return region !== undefined && ofAccounts.test(infno) ? { kind: 'region', region } : { kind: 'own' }
}

/** Every value of a field, wherever it stands; one that is empty is none. */
function valuesOf(text: string, field: string): string[] {
  const name = `"${field}"`
  const found: string[] = []
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const value = behindName.exec(text.slice(at + name.length, at + nameAndValue))?.[1]
    if (value !== undefined && value !== 'null') found.push(value)
  }
  return found
}

type Fields = Readonly<Record<string, unknown>>

/** What a body says at its top, read as the routes read it; nothing where it is no JSON, which its place then says. */
function fieldsOf({ body, contentType }: AskedOfPlaces): Fields {
  if (body === null || body.length === 0) return {}
  try {
    const value: unknown = JSON.parse(textOf(body, contentType))
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

function wordOf(fields: Fields, name: string): string | null {
  const value = fields[name]
  return typeof value === 'string' ? value : null
}

/** As the router reads it: a letter that is written otherwise is the same letter. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
