import { chinaDay } from '../../domain/calendar.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import { type Category, categoryName } from '../../domain/names/categories.ts'
import { type Department, departmentName } from '../../domain/names/departments.ts'
import type { Law } from '../../domain/policies/law.ts'
import { columnGuide, neededColumns } from '../../domain/rosters/column-guide.ts'
import { changes, type RosterChange, wordsOfCategory, wordsOfChange } from '../../domain/rosters/list-words.ts'
import { columnNames, type RosterColumn, rosterColumns } from '../../domain/rosters/roster-columns.ts'
import { categoryCodes, certifiedBy } from '../../domain/rosters/roster-law.ts'
import { type Caller, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'

export interface RosterTemplate {
  /** Of the file, without its ending. */
  readonly name: string
  /** The list to fill in: its head, and nobody. */
  readonly list: { readonly title: string; readonly heads: readonly string[] }
  /** What to write into which column, and in which words. */
  readonly guide: {
    readonly title: string
    readonly heads: readonly string[]
    readonly rows: readonly (readonly string[])[]
  }
}

const changeNames: Record<RosterChange, Bilingual> = {
  added: { zh: '新增', en: 'added' },
  removed: { zh: '减少', en: 'removed' },
  standing: { zh: '不变（在册）', en: 'standing' },
}

const words = {
  list: { zh: '名单', en: 'List' },
  guide: { zh: '填写说明', en: 'How to fill it in' },
  what: { zh: '列或内容', en: 'column or value' },
  how: { zh: '如何填写', en: 'what to write' },
  accepted: { zh: '可用的词或列名', en: 'words or headers that are accepted' },
} satisfies Record<string, Bilingual>

/**
 * An empty list for a department of a region, with every word that is accepted: those that hold everywhere, and those of the
 * region's pack. A department is told of the categories that it certifies there.
 * Errors: `forbidden`, `policy-missing`.
 */
export function rosterTemplate(
  service: Service,
  caller: Caller,
  { region, department }: { readonly region: string; readonly department: Department },
  language: Language,
): RosterTemplate {
  requireKind(caller, 'bureau', 'auditor')
  requireRegion(caller, region)
  const law = service.library.law(region, chinaDay(service.clock()))
  return {
    name: `roster-template-${region}-${department}`,
    list: { title: words.list[language], heads: columnNames.map((name) => headOf(name, language)) },
    guide: {
      title: words.guide[language],
      heads: [words.what[language], words.how[language], words.accepted[language]],
      rows: [
        ...columnNames.map((name) => [
          headOf(name, language),
          columnGuide[name][language],
          rosterColumns[name].join('、'),
        ]),
        ...changes.map((change) => [
          headOf('change', language),
          changeNames[change][language],
          [change, ...wordsOfChange(change)].join('、'),
        ]),
        ...categoryRows(law, department, language),
      ],
    },
  }
}

function headOf(name: RosterColumn, language: Language): string {
  return `${neededColumns.includes(name) ? '*' : ''}${rosterColumns[name][language === 'zh' ? 1 : 0]}`
}

function categoryRows(law: Law, department: Department, language: Language): string[][] {
  const certified = certifiedBy(law, department)
  const own = [...categoryCodes(law)]
  const head = headOf('category', language)
  const rows = [...certified].map((category) => [
    head,
    categoryName(category, law.region)[language],
    acceptedFor(category, own).join('、'),
  ])
  const none = {
    zh: `${departmentName(department).zh}在本地区不认定身份`,
    en: `In this region ${departmentName(department).en} certifies nobody`,
  }
  return rows.length > 0 ? rows : [[head, none[language], '']]
}

function acceptedFor(category: Category, own: readonly (readonly [word: string, means: Category])[]): string[] {
  const ofRegion = own.filter(([, means]) => means === category).map(([word]) => word)
  return [...new Set([category, ...wordsOfCategory(category), ...ofRegion])]
}
