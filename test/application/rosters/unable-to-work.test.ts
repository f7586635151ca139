import { beforeEach, describe, expect, test } from 'vitest'
import { addIdentity, listIdentities } from '../../../src/application/registers/identities.ts'
import { applyRoster } from '../../../src/application/rosters/apply-roster.ts'
import { quote } from '../../../src/application/settlement/settle.ts'
import { bodyOf } from '../../support/claims/visit.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'
import { newcomer, sendRoster } from '../../support/files/rosters.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})

const head = '变动,人员编号,身份证号,姓名,救助身份,开始日期,截止日期,是否丧失劳动能力,参保档次'
let place = 3100
const someone = () => newcomer(place++)

type Line = readonly [change: string, from: string, to: string, mark: string]
const lineOf = ({ personNo, idNumber }: ReturnType<typeof someone>, [change, from, to, mark]: Line) =>
  [change, personNo, idNumber, '示例新人', '重度残疾人', from, to, mark, '1'].join(',')

async function listed(who: ReturnType<typeof someone>, lines: readonly Line[], month = '2024-05') {
  const content = [head, ...lines.map((line) => lineOf(who, line))].join('\n')
  const roster = await sendRoster(desk.service, content, { department: 'disabled-federation', month })
  if (roster.faults.length === 0) await runJob(desk.service, (await applyRoster(desk.service, bureau, roster.id)).jobId)
  return roster.faults.map(({ line, column, reason }) => [line, column, reason])
}

const marks = async (personNo = '') =>
  (await listIdentities(desk.service, bureau, { personNo })).items.map(({ from, to, unableToWork }) => [
    from,
    to,
    unableToWork,
  ])

async function criticalIllness(personNo = '', on = '2024-05-05') {
  const visit = bodyOf({ on, inScope: '11000.00', criticalIllness: null })
  const body = { ...visit, personNo, hospitalCode: cityHospital }
  return (await quote(desk.service, bureau, body, 'en')).payers.criticalIllness
}

describe('whether a disabled person is unable to work, as the list marks it', () => {
  test.each([
    ['是', true, '4680.00'],
    ['', null, '4680.00'],
    ['否', false, '750.00'],
    ['未丧失', false, '750.00'],
  ])('%s', async (mark, kept, pays) => {
    const who = someone()
    expect(await listed(who, [['新增', '2024-05-01', '', mark]])).toEqual([])
    expect(await marks(who.personNo)).toEqual([['2024-05-01', null, kept]])
    expect(await criticalIllness(who.personNo)).toBe(pays)
  })

  test('what is neither is named with the words to send', async () => {
    expect(await listed(someone(), [['新增', '2024-05-01', '', '也许']])).toEqual([[2, 'unableToWork', 'mark']])
  })

  test('is changed by a removal and an addition, and a standing line that says otherwise is refused', async () => {
    const who = someone()
    await listed(who, [['新增', '2024-04-01', '', '是']], '2024-04')
    expect(await listed(who, [['存量', '2024-04-01', '', '否']])).toEqual([[2, 'unableToWork', 'mark-differs']])
    expect(await marks(who.personNo)).toEqual([['2024-04-01', null, true]])
    await listed(who, [['减少', '', '2024-05-01', '']])
    expect(await listed(who, [['新增', '2024-05-02', '', '否']], '2024-06')).toEqual([])
    expect(await marks(who.personNo)).toEqual([
      ['2024-04-01', '2024-05-01', true],
      ['2024-05-02', null, false],
    ])
    expect([await criticalIllness(who.personNo, '2024-05-01'), await criticalIllness(who.personNo)]).toEqual([
      '4680.00',
      '750.00',
    ])
  })
})

test('the same by the route of identities: another mark is another record', async () => {
  const personNo = await desk.person({ as: [] })
  const identity = { category: 'severely-disabled', from: '2024-01-01', to: null } as const
  const body = { personNo, ...identity, certifiedBy: 'disabled-federation', certificateNo: '残-1' }
  const { answer } = await addIdentity(desk.service, bureau, { ...body, unableToWork: false })
  expect(answer.unableToWork).toBe(false)
  expect((await addIdentity(desk.service, bureau, { ...body, unableToWork: false })).created).toBe(false)
  await expect(addIdentity(desk.service, bureau, body)).rejects.toMatchObject({ code: 'identity-overlaps' })
  const settled = await desk.settle(personNo, { on: '2024-05-05', inScope: '11000.00', criticalIllness: null })
  expect(settled.payers.criticalIllness).toBe('750.00')
  expect(settled.reasons.map(({ code }) => code)).toContain('able-to-work')
  expect(await desk.differences()).toEqual([])
})
