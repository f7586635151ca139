import { z } from 'zod'
import { personNo } from '../settlement/request-schemas.ts'
import { flagField, listOf, named, regionField } from '../shared/fields.ts'
import { correction, recorded } from './fact-schemas.ts'
import { pageQuery } from './schemas.ts'

const otherNo = named(personNo, 'The other number of the same person', '同一人的另一人员编号')
const personNos = named(z.array(personNo), 'All numbers that count together', '合并计算的全部人员编号')
const foundBy = named(
  z.enum(['id-number', 'name-and-birth']),
  'By what they were found: the document, or name and birth',
  'id-number 证件号码相同, name-and-birth 姓名和出生日期相同',
)
const maskedName = named(z.string(), 'Name, masked', '姓名（脱敏）', 'psn_name')

export const joinRequest = z
  .strictObject(
    {
      otherNo,
      source: recorded.source,
      withdrawn: named(
        z.boolean().default(false),
        'Takes apart the join that `corrects` names',
        '为 true 时撤销 corrects 所指的合并',
      ),
      ...correction,
    },
    { error: 'object' },
  )
  .meta({ id: 'JoinRequest' })

export const join = z
  .strictObject({
    ...recorded,
    otherNo,
    withdrawn: flagField('Whether it takes a join apart', '是否为撤销记录'),
    personNos,
  })
  .meta({ id: 'PersonJoin' })

export const joinsAnswer = z
  .strictObject({
    personNo,
    personNos,
    records: named(z.array(join), 'Every join ever recorded', '全部合并记录'),
    candidates: named(
      z.array(z.strictObject({ personNo, name: maskedName, by: foundBy })),
      'Numbers that may be the same person and are not joined',
      '可能为同一人而未合并的编号',
    ),
  })
  .meta({ id: 'PersonJoins' })

export const samePeopleQuery = z.strictObject({
  region: regionField('Region; left out: the caller’s', '地区；不填为密钥所属地区').optional(),
  ...pageQuery.shape,
})

const samePair = z
  .strictObject({ personNo, otherNo, name: maskedName, otherName: maskedName, by: foundBy })
  .meta({ id: 'SamePeople' })

export const samePeopleList = listOf(samePair, 'Pairs that may be one person', '可能为同一人的编号对').meta({
  id: 'SamePeopleList',
})
