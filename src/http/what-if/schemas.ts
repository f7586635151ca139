import { z } from 'zod'
import { directions } from '../../domain/what-if/bands.ts'
import { directionNames, whatIfTableNames, whatIfTables } from '../../domain/what-if/what-if-names.ts'
import { jobStatus, startedJob } from '../jobs/schemas.ts'
import { problemCode } from '../shared/codes.ts'
import {
  aDay,
  instant,
  listOf,
  money,
  named,
  oneOf,
  page,
  regionField,
  signedMoney,
  uuid,
  yearField,
} from '../shared/fields.ts'
import { draftRegion } from './request-schemas.ts'

const howMany = (en: string, zh: string) => named(z.int(), en, zh)

const compared = (en: string, zh: string) =>
  named(
    z.strictObject({
      before: money('As it was settled', '现行'),
      after: money('Under the draft', '草案'),
      difference: signedMoney('The second less the first', '差额'),
      percent: named(
        z.string().nullable(),
        'The difference in percent of the first; null where that is nothing',
        '差额占现行的百分比；现行为零时为 null',
      ),
    }),
    en,
    zh,
  )

const movedPeople = (en: string, zh: string) =>
  named(
    z.strictObject({
      people: howMany('How many', '人数'),
      aid: signedMoney('What the fund gives them more', '救助金额变化'),
    }),
    en,
    zh,
  )
const maybeDay = (en: string, zh: string) => named(aDay.nullable(), en, zh)

const result = z
  .strictObject({
    people: howMany('People whose year was reckoned', '测算人数'),
    refused: howMany('People whose year cannot be reckoned under the draft', '未能测算人数'),
    aid: compared('What the fund gives', '救助基金支出'),
    burden: compared('What people bear', '个人负担'),
    gain: movedPeople('Who gets more of the fund', '受益人员'),
    lose: movedPeople('Who gets less', '受损人员'),
    stay: named(z.strictObject({ people: howMany('How many', '人数') }), 'Who gets the same', '不变人员'),
    runsOut: named(
      z.strictObject({
        before: maybeDay('As settled; null where it lasts', '现行；不会用完为 null'),
        after: maybeDay('Under the draft', '草案'),
      }),
      'The day on which the fund would run out, by its journal',
      '基金用完之日（按基金日记账）',
    ),
  })
  .meta({ id: 'WhatIfResult' })

export const whatIfRun = z
  .strictObject({
    id: uuid('Id of the run', '测算 ID'),
    region: draftRegion,
    year: yearField('Year', '年度'),
    from: named(aDay, 'First day whose visits count', '计入的第一天'),
    to: named(aDay, 'Last day whose visits count', '计入的最后一天'),
    title: named(z.string(), 'What the draft is called', '草案名称'),
    baseHash: named(z.string(), 'Hash of the pack in use when it was started', '发起时使用的政策包哈希'),
    draftHash: named(z.string(), 'Hash of the pack with the draft in it', '草案政策包哈希'),
    startedAt: instant('When it was started', '发起时间'),
    startedBy: named(z.string(), 'Id of whoever started it', '发起方 ID'),
    ...startedJob,
    status: jobStatus,
    progress: named(
      z.strictObject({
        done: howMany('People passed', '已处理人数'),
        total: named(z.int().nullable(), 'Of how many; null while nobody has counted', '总人数；尚未统计为 null'),
      }),
      'How far the walk over the people is',
      '进度',
    ),
    changed: named(
      z.array(z.string()).nullable(),
      'The clauses that the draft changes; null until the run has ended',
      '草案更改的条款；未完成为 null',
    ),
    result: named(result.nullable(), 'What it came to; null until the run has ended', '结果；未完成为 null'),
  })
  .meta({ id: 'WhatIfRun' })
export const whatIfRunList = listOf(whatIfRun, 'Runs, newest first', '测算列表，最新在前').meta({ id: 'WhatIfRunList' })

const cell = z.union([z.string(), z.number(), z.null()])
export const whatIfTableAnswer = z
  .strictObject({
    table: oneOf(whatIfTables, 'Which table', '表', whatIfTableNames),
    title: named(z.string(), 'Its title', '标题'),
    note: named(z.string().nullable(), 'What a reader has to know of it', '说明'),
    notes: named(z.array(z.string()), 'What such a reckoning cannot know', '测算的局限'),
    columns: named(
      z.array(
        z.strictObject({
          head: named(z.string(), 'Head', '列名'),
          kind: oneOf(['text', 'amount', 'count'], 'What stands in it', '类型', {
            text: { zh: '文字', en: 'text' },
            amount: { zh: '金额', en: 'amount' },
            count: { zh: '计数', en: 'count' },
          }),
        }),
      ),
      'Its columns',
      '列',
    ),
    rows: named(z.array(z.array(cell)), 'Its rows, a cell a column; amounts are text', '行，金额为字符串'),
  })
  .meta({ id: 'WhatIfTable' })

const person = z
  .strictObject({
    personNo: named(z.string(), 'Number of the person', '人员编号', 'psn_no'),
    name: named(z.string(), 'Name, masked', '姓名（脱敏）', 'psn_name'),
    county: regionField('County whose fund pays', '县区'),
    category: named(z.string().nullable(), 'Identity that counts; null for none', '救助身份；无为 null'),
    visits: howMany('Settlements that count', '结算笔数'),
    aidBefore: money('What the fund gave', '救助（现行）'),
    aidAfter: money('What it would give', '救助（草案）'),
    burdenBefore: money('What the person bore', '个人负担（现行）'),
    burdenAfter: money('What the person would bear', '个人负担（草案）'),
    problem: named(
      problemCode.nullable(),
      'Code of what kept the year from being reckoned, listed at /problems; null where nothing did',
      '未能测算的错误代码，见 /problems；无误时为 null',
    ),
  })
  .meta({ id: 'WhatIfPerson' })
export const whatIfPersonList = listOf(person, 'People, by their numbers', '人员明细').meta({ id: 'WhatIfPersonList' })

export const whatIfParams = z.strictObject({ id: uuid('Id of the run', '测算 ID') })
export const whatIfRunsQuery = z.strictObject({
  region: regionField('Runs of this region alone', '只查该地区').optional(),
  ...page,
})
export const whatIfTableQuery = z.strictObject({
  table: oneOf(whatIfTables, 'Which table; the first when left out', '表；不填为第一张', whatIfTableNames).optional(),
})
export const whatIfPeopleQuery = z.strictObject({
  direction: oneOf(
    directions,
    'Those who gain, lose or stay alone',
    '只查受益、受损或不变人员',
    directionNames,
  ).optional(),
  ...page,
})
