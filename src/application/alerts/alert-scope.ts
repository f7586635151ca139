import { type Watched, watchedBy } from '../../domain/alerts/watched.ts'
import type { Day } from '../../domain/calendar.ts'
import type { Language } from '../../domain/language.ts'
import { type Caller, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'

/** Alerts are for whoever answers for a region, not for hospitals. Answers the digits that its regions begin with. */
export function alertScope(caller: Caller, region: string | undefined): string {
  requireKind(caller, 'bureau', 'auditor')
  if (region !== undefined) requireRegion(caller, region)
  return prefixOf(region ?? caller.region)
}

/**
 * What the documents of every pack that governs in the scope say on the day, the governing one of the region itself first.
 * A pack whose document is not in force on that day says nothing of it.
 */
export function watchedIn({ library }: Service, region: string, on: Day): Watched[] {
  const own = library.governing(region, on)
  const within = library
    .regions()
    .filter((one) => one.startsWith(prefixOf(region)) && library.documentInForce(one, on) !== undefined)
  const regions = [...new Set([...(own === null ? [] : [own]), ...within])]
  return regions.map((one) => watchedBy(library.lawOfPack(one, on)))
}

export type ShownWatched = ReturnType<typeof shownWatched>

/** With a sentence for those who would take an empty list for a quiet month. */
export function shownWatched(watched: Watched, language: Language) {
  const { region, says, lines, gap } = watched
  return {
    region,
    says,
    lines: lines.map(({ for: categories, ...line }) => ({ for: categories ?? 'everyone-else', ...line })),
    gap: gap && { clause: gap.clause, decides: gap.decides[language] },
    text: alertTextOf(watched)[language],
  }
}

export function alertTextOf({ region, says, lines, gap }: Watched) {
  if (says === 'nothing')
    return {
      zh: `地区 ${region} 的文件没有提到预警监测，不产生预警。`,
      en: `The documents of region ${region} say nothing of early warning, so no alert is raised there.`,
    }
  if (gap)
    return {
      zh: `地区 ${region} 的文件没有写明预警标准（${gap.clause.id}，${gap.clause.cite}），由${gap.decides.zh}确定；在此之前不产生预警。`,
      en: `The documents of region ${region} give no line (${gap.clause.id}, ${gap.clause.cite}); it is for ${gap.decides.en} to decide, and no alert is raised until then.`,
    }
  const [first] = lines
  return {
    zh: `地区 ${region}：年度个人累计负担超过标准的产生预警（${first?.clause.id}，${first?.clause.cite}）。`,
    en: `Region ${region}: an alert is raised above a line of the year's personal burden (${first?.clause.id}, ${first?.clause.cite}).`,
  }
}
