import type { Bilingual } from '../../../domain/language.ts'
import type { LoadedPack } from '../../loader/load.ts'
import type { KeyPath } from '../../loader/yaml-text.ts'
import { faultAt, type PackFault } from '../faults.ts'
import type { World } from '../world.ts'

/** Words in the wrong language, words that somebody was to write, citations of another document. */
export function warnOfTexts(world: World): PackFault[] {
  return world.packs.flatMap((pack) => [...texts(pack, pack.file, []), ...citations(pack)])
}

function texts(pack: LoadedPack, value: unknown, path: KeyPath): PackFault[] {
  if (typeof value === 'string') return placeholder(pack, value, path)
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.entries(value).flatMap(([key, one]) =>
    texts(pack, one, [...path, Array.isArray(value) ? Number(key) : key]),
  )
  return [...inside, ...languages(pack, value as Partial<Bilingual>, path)]
}

function languages(pack: LoadedPack, { zh, en }: Partial<Bilingual>, path: KeyPath): PackFault[] {
  if (typeof zh !== 'string' || typeof en !== 'string') return []
  const spot = (key: string) => ({ file: pack.path, line: pack.lineOf([...path, key]) })
  return [
    ...(isChinese(en) ? [faultAt(spot('en'), 'chinese-in-en', { text: short(en) })] : []),
    ...(/[A-Za-z]/.test(zh) && !/\p{Script=Han}/u.test(zh)
      ? [faultAt(spot('zh'), 'english-in-zh', { text: short(zh) })]
      : []),
  ]
}

/** Names of documents stand in Chinese in an English sentence; more Chinese than English is no English sentence. */
function isChinese(text: string): boolean {
  const outside = text.replace(/[\p{Script=Han}]{1,12}[〔[(（]\d{4}[〕\])）]\d{1,4}号/gu, '')
  const han = [...outside.matchAll(/\p{Script=Han}/gu)].length
  const latin = [...outside.matchAll(/[A-Za-z]/g)].length
  return han > 0 && han * 2 > latin
}

function placeholder(pack: LoadedPack, value: string, path: KeyPath): PackFault[] {
  if (
    !/^(?:todo|tbd|fixme|x{3,20}|\?{2,20}|待补充?|待定|请填写|write .{1,40} here)[.。…]{0,6}$/i.test(
      value.trim().slice(0, 80),
    )
  )
    return []
  return [faultAt({ file: pack.path, line: pack.lineOf(path) }, 'placeholder', { text: short(value) })]
}

/** A number of a document, apart: 晋市政办, 2022, 40. */
const numbered = /^(.{1,40}?)[〔[(（［](\d{4})[〕\])）］](\d{1,5})号/

/** A citation that differs from the document's own number in one part is a slip; one that differs in all is another document. */
function citations(pack: LoadedPack): PackFault[] {
  const { document, clauses } = pack.file
  const own = numbered.exec(document.number.slice(0, 80))
  // Documents without a number of this form are cited by their titles.
  if (!own) return []
  return clauses.flatMap(({ cite }, index) => {
    const other = numbered.exec(cite.slice(0, 80))
    const same = [1, 2, 3].filter((part) => other?.[part] === own[part]).length
    if (!other || same !== 2) return []
    const spot = { file: pack.path, line: pack.lineOf(['clauses', index, 'cite']) }
    return [faultAt(spot, 'cite-other', { cite, number: document.number })]
  })
}

function short(text: string): string {
  return text.length > 24 ? `${text.slice(0, 24)}…` : text
}
