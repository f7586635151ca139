import { z } from 'zod'
import { reviewDecisions } from '../../application/rosters/review-new-people.ts'
import { aCategory } from '../shared/clause.ts'
import {
  aDay,
  code,
  day,
  listOf,
  named,
  oneOf,
  orNothing,
  page,
  regionField,
  someWords,
  uuid,
} from '../shared/fields.ts'
import { rosterUploadQuery } from './schemas.ts'

export const templateQuery = rosterUploadQuery.pick({ region: true, department: true })

const decisionNames = { taken: { zh: '采用', en: 'taken' }, refused: { zh: '不采用', en: 'refused' } }
const filter = oneOf(
  ['open', ...reviewDecisions],
  'Only those that stand so; open: nobody has decided yet',
  '只看一类',
  {
    open: { zh: '待复核', en: 'to review' },
    ...decisionNames,
  },
).optional()

export const newPeopleFileQuery = z.strictObject({ decision: filter })
export const newPeopleQuery = newPeopleFileQuery.extend(page)

const count = (en: string, zh: string) => named(z.int(), en, zh)
const counts = {
  open: count('Nobody has decided yet', '待复核人数'),
  taken: count('Taken', '采用人数'),
  refused: count('Refused', '不采用人数'),
}

const newPerson = z
  .strictObject({
    personNo: named(z.string(), 'The number that was made, until the platform’s is known', '暂编号', 'psn_no'),
    name: named(z.string(), 'Name; masked for an auditor', '姓名，审计可见脱敏', 'psn_name'),
    idType: named(z.string(), 'Type of the document', '证件类型', 'psn_cert_type'),
    idNumber: named(z.string(), 'Its number; masked for an auditor', '证件号码，审计可见脱敏', 'certno'),
    birthDate: day('Date of birth', '出生日期', 'brdy'),
    insuredRegion: regionField('Insured region', '参保地', 'insuplc_admdvs'),
    enrolledTier: named(
      z.union([z.literal(1), z.literal(2)]).nullable(),
      'Tier; null: not enrolled',
      '参保档次，未参保为 null',
    ),
    listed: named(
      z.array(
        z.strictObject({
          line: count('Line of the file', '文件行号'),
          category: named(aCategory, 'Identity', '救助身份'),
          from: day('First day', '开始日期'),
          to: named(aDay.nullable(), 'Last day; null for none', '截止日期'),
        }),
      ),
      'What the list says',
      '名单所报',
    ),
    alike: named(
      z.array(z.string()),
      'Registered people of the region with the same name and birth, five at most: the same person, perhaps, whose card is registered otherwise',
      '本地区同名同生日的已登记人员（最多五个），可能是同一人而证件登记不同',
    ),
    decision: named(
      oneOf(reviewDecisions, '', '', decisionNames).nullable(),
      'What was decided, taken or refused; null: nothing yet',
      '复核决定：taken 采用、refused 不采用，待复核为 null',
    ),
    reason: named(z.string().nullable(), 'Why, where they were refused', '不采用的原因'),
  })
  .meta({ id: 'RosterNewPerson' })

export const newPeopleList = listOf(newPerson, 'New people, by number', '新人员，按编号')
  .extend({ counts: named(z.strictObject(counts), 'Of the whole list', '全部名单的复核情况') })
  .meta({ id: 'RosterNewPeople' })

const maxNamed = 1000

export const reviewRequest = z
  .strictObject(
    {
      decision: oneOf(reviewDecisions, 'Taken: to be registered. Refused: not', '采用（登记）或不采用', decisionNames),
      personNos: orNothing(
        named(
          z
            .array(code(64, '', ''))
            .min(1)
            .max(maxNamed),
          'Whom; left out: everybody of whom nobody has decided yet',
          '人员（暂编号）；不填为全部待复核人员',
        ),
      ),
      reason: orNothing(named(someWords(200), 'Why; needed with a refusal', '原因，不采用必填')),
    },
    { error: 'object' },
  )
  .meta({ id: 'RosterReviewRequest' })

export const reviewed = z
  .strictObject({
    rosterId: uuid('Id of the roster', '名单 ID'),
    decided: count('How many this call decided', '本次决定的人数'),
    ...counts,
  })
  .meta({ id: 'RosterReview' })
