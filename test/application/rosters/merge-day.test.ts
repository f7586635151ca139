import { beforeAll, describe, expect, test } from 'vitest'
import { applyRoster } from '../../../src/application/rosters/apply-roster.ts'
import { getRoster } from '../../../src/application/rosters/read-rosters.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'
import { csvOf, newcomer, sendRoster } from '../../support/files/rosters.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

async function sent(place: number, region: string) {
  return sendRoster(desk.service, csvOf([newcomer(place, { insuredRegion: region })]), { month: '2024-05', region })
}

async function said(id: string, day: string) {
  desk.setDay(day)
  const { mergeBy, warnings } = await getRoster(desk.service, bureau, id)
  return [mergeBy, warnings.filter(({ code }) => code === 'merged-late').map(({ text }) => text.zh)]
}

// 彭水府办发〔2023〕52号 二（四）2: five working days after the receipt; of May 2024 Saturday the 11th is worked.
describe('a list that came on Monday the 6th of May', () => {
  test('is to be merged by the 11th, and says so once that day has passed', async () => {
    desk.setDay('2024-05-06')
    const { id, mergeBy } = await sent(700, '500243')
    expect(mergeBy).toBe('2024-05-11')
    expect(await said(id, '2024-05-11')).toEqual(['2024-05-11', []])
    expect(await said(id, '2024-05-12')).toEqual(['2024-05-11', ['名单应于 2024-05-11 前汇总比对，尚未执行。']])
    await runJob(desk.service, (await applyRoster(desk.service, bureau, id)).jobId)
    expect(await said(id, '2024-05-20')).toEqual([
      '2024-05-11',
      ['名单应于 2024-05-11 前汇总比对，2024-05-12 才执行。'],
    ])
  })

  test('and applied on that day it is in time', async () => {
    desk.setDay('2024-05-06')
    const { id } = await sent(701, '500243')
    desk.setDay('2024-05-11')
    await runJob(desk.service, (await applyRoster(desk.service, bureau, id)).jobId)
    expect(await said(id, '2024-05-20')).toEqual(['2024-05-11', []])
  })

  test('has no such day in Jincheng, whose documents give none', async () => {
    desk.setDay('2024-05-06')
    const { id } = await sent(702, '140502')
    expect(await said(id, '2024-06-30')).toEqual([null, []])
  })
})
