import type { Bilingual } from '../../domain/language.ts'
import { clauseIdOf } from '../../domain/policies/merge.ts'
import type { PackFile } from '../../domain/policies/pack.ts'
import { type Fault, refuse } from '../../domain/refusals/refusal.ts'
import { documentKey, withDocuments } from '../../domain/what-if/draft-pack.ts'
import { faultsOfPacks } from '../../policies/checks/check.ts'
import type { PackFault } from '../../policies/checks/faults.ts'
import { rewrittenPack } from '../../policies/drafts/rewritten-pack.ts'
import { type LoadedPack, packFrom } from '../../policies/loader/load.ts'
import type { DraftEdit, DraftFile } from './asked.ts'
import { valueAt, withValue } from './edit-clause.ts'

export interface DraftAsked {
  readonly files: readonly DraftFile[]
  readonly edits: readonly DraftEdit[]
}

/** More is no help to whoever mends a draft. */
const maxFaults = 20

/**
 * The documents of a draft, sound together with those that they stand beside: files that were uploaded, and those in which values
 * were changed. Errors: `draft-unsound`, with what the check of packs says, by file and line or by edit.
 */
export function draftDocuments(base: readonly PackFile[], draft: DraftAsked): PackFile[] {
  const { all, drafted } = readDraft(base, draft)
  requireSound(all, drafted, draft.files)
  return [...drafted.values()].map(({ file }) => withoutExamples(file))
}

/** Whether a draft can be read, each file by itself: a point of a curve is looked at, and not settled under. Errors: `draft-unsound`. */
export function requireReadable(base: readonly PackFile[], draft: DraftAsked): void {
  readDraft(base, draft)
}

interface ReadDraft {
  readonly all: readonly PackFile[]
  /** The documents of the draft, by their keys. */
  readonly drafted: ReadonlyMap<string, LoadedPack>
}

function readDraft(base: readonly PackFile[], { files, edits }: DraftAsked): ReadDraft {
  const uploaded = files.map(({ name, text }, at) => ({
    name,
    at,
    read: packFrom(name, new TextEncoder().encode(text)),
  }))
  const unread = uploaded.flatMap(({ read, at }) =>
    Array.isArray(read) ? read.map((fault) => faultOf(fault, at)) : [],
  )
  if (unread.length > 0) refuseDraft(unread)
  const loaded = uploaded.flatMap(({ read }) => (Array.isArray(read) ? [] : [read]))
  const foreign = loaded.flatMap((pack, at) => foreignTo(base, pack, at))
  if (foreign.length > 0) refuseDraft(foreign)
  const known = withDocuments(
    base,
    loaded.map(({ file }) => file),
  )
  const edited = editedDocuments(known, edits)
  const rewritten = edited.map(({ file, edit }) => ({ edit, read: rewrittenPack(shortName(file), file) }))
  const unfit = rewritten.flatMap(({ read, edit }) => (Array.isArray(read) ? read.map((one) => ofEdit(one, edit)) : []))
  if (unfit.length > 0) refuseDraft(unfit)
  const written = rewritten.flatMap(({ read }) => (Array.isArray(read) ? [] : [read]))
  const byKey = new Map([...loaded, ...written].map((pack) => [documentKey(pack.file), pack]))
  const all = withDocuments(
    known,
    [...byKey.values()].map(({ file }) => file),
  )
  return { all, drafted: byKey }
}

/** Examples are worked out by hand for the law as it stands, and change no amount. */
function withoutExamples({ examples: _, ...file }: PackFile): PackFile {
  return file
}

/** A draft is of the region's own law or of what that inherits. */
function foreignTo(base: readonly PackFile[], { file }: LoadedPack, at: number): Fault[] {
  const regions = [...new Set(base.map(({ region }) => region))]
  if (regions.includes(file.region)) return []
  return [
    {
      pointer: `/draft/files/${at}`,
      detail: {
        zh: `该文件属于 ${file.region}，测算地区的政策只含 ${regions.join('、')}；请改用其中之一。`,
        en: `The file is of ${file.region}; the law of the region is made of ${regions.join(', ')}, so write one of these.`,
      },
    },
  ]
}

interface Edited {
  readonly file: PackFile
  /** The place of the first edit of it. */
  readonly edit: number
}

function editedDocuments(files: readonly PackFile[], edits: readonly DraftEdit[]): Edited[] {
  const changed = new Map<string, Edited>()
  const faults: Fault[] = []
  for (const [at, edit] of edits.entries()) {
    const found = files.map((file) => changed.get(documentKey(file))?.file ?? file)
    const holder = found.find((file) => placeOf(file, edit) >= 0)
    if (!holder) faults.push(noPlace(found, edit, at))
    else {
      const place = placeOf(holder, edit)
      const clauses = holder.clauses.map((clause, index) =>
        index === place ? (withValue(clause, edit) ?? clause) : clause,
      )
      const first = changed.get(documentKey(holder))?.edit ?? at
      changed.set(documentKey(holder), { file: { ...holder, clauses }, edit: first })
    }
  }
  if (faults.length > 0) refuseDraft(faults)
  return [...changed.values()]
}

/** Of several clauses of an id the last that has the value: it holds the latest days. */
function placeOf(file: PackFile, { clause: id, path }: DraftEdit): number {
  return file.clauses.findLastIndex(
    (clause) => clauseIdOf(file.region, clause) === id && valueAt(clause, path) !== undefined,
  )
}

function noPlace(files: readonly PackFile[], { clause: id, path }: DraftEdit, at: number): Fault {
  const own = files.flatMap((file) => file.clauses.filter((clause) => clauseIdOf(file.region, clause) === id))
  if (own.length === 0)
    return {
      pointer: `/draft/edits/${at}/clause`,
      detail: {
        zh: `没有条款 ${id}；条款编号见 GET /v1/policies/{region}。`,
        en: `There is no clause ${id}; GET /v1/policies/{region} lists those there are.`,
      },
    }
  const { clause: _, cite: __, says: ___, status: ____, ...values } = own.at(-1) as (typeof own)[number]
  const known = Object.keys(values).map((name) => `/${name}`)
  return {
    pointer: `/draft/edits/${at}/path`,
    detail: {
      zh: `条款 ${id} 中没有 ${path}；其参数在：${known.join('、')}。`,
      en: `Clause ${id} has nothing at ${path}; its values stand under ${known.join(', ')}.`,
    },
  }
}

/** Only what is wrong in the draft is said: what stands beside it was checked when it was loaded. */
function requireSound(
  all: readonly PackFile[],
  drafted: ReadonlyMap<string, LoadedPack>,
  files: readonly DraftFile[],
): void {
  const packs = all.map((file) => drafted.get(documentKey(file)) ?? { path: shortName(file), file, lineOf: () => 1 })
  const faults = faultsOfPacks({ files: packs, faults: [], unread: [] })
  if (faults.length === 0) return
  const at = (fault: PackFault) => files.findIndex(({ name }) => name === fault.file)
  refuseDraft(faults.map((fault) => (at(fault) >= 0 ? faultOf(fault, at(fault)) : ofEdit(fault, 0))))
}

const shortName = ({ region, document }: PackFile): string => `${region} ${document.number}`

const faultOf = ({ file, line, message }: PackFault, at: number): Fault => ({
  pointer: `/draft/files/${at}`,
  detail: within(`${file}:${line}`, message),
})

/** What was written out has lines that nobody has seen; the document says enough. */
const ofEdit = ({ file, message }: PackFault, at: number): Fault => ({
  pointer: `/draft/edits/${at}`,
  detail: within(file, message),
})

const within = (where: string, { zh, en }: Bilingual): Bilingual => ({ zh: `${where}：${zh}`, en: `${where}: ${en}` })

function refuseDraft(faults: readonly Fault[]): never {
  return refuse(
    'draft-unsound',
    {},
    { faults: faults.slice(0, maxFaults), moreFaults: Math.max(0, faults.length - maxFaults) },
  )
}
