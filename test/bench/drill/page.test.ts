import { expect, test } from 'vitest'
import { archiving, fromArchiveOrStream, restoring } from '../../../bench/drill/restore/settings.ts'
import { textOf } from '../../architecture/source.ts'

/** The blocks of settings of the page, in order. */
function settingsOf(page: string): Record<string, string>[] {
  return [...page.matchAll(/^```conf\n([\s\S]*?)^```$/gm)].map(([, block = '']) =>
    Object.fromEntries([...block.matchAll(/^(\w+) = '(.*)'$/gm)].map(([, name, value]) => [name, value])),
  )
}

test('the page gives the settings that the drill tries', () => {
  expect(settingsOf(textOf('docs/operations/backup.md'))).toEqual([
    archiving('/srv/archive', '60s'),
    restoring(fromArchiveOrStream('/srv/archive', '/srv/stream')),
  ])
})
