import { z } from 'zod'
import { personNo } from '../settlement/request-schemas.ts'
import { day, instant, named, uuid } from '../shared/fields.ts'
import { idType } from './schemas.ts'

const masked = (en: string, zh: string, national: string) =>
  named(z.string(), `${en}, masked unless a bureau asks for it`, `${zh}，默认脱敏`, national)

export const personVersionList = z
  .strictObject({
    personNo,
    items: named(
      z.array(
        z.strictObject({
          id: uuid('Id of the record', '记录 ID'),
          name: masked('Name', '人员姓名', 'psn_name'),
          idType,
          idNumber: masked('Number of the document', '证件号码', 'certno'),
          birthDate: day('Date of birth', '出生日期', 'brdy'),
          until: instant('When it was replaced', '更正时间'),
          reason: named(z.string().nullable(), 'Why it was wrong', '更正原因'),
          replacedBy: named(z.string(), 'Caller that replaced it', '更正的调用方'),
        }),
      ),
      'What was registered before; empty where nothing was replaced',
      '更正前的登记；从未更正的为空',
    ),
  })
  .meta({ id: 'PersonVersionList' })
