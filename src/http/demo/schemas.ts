import { z } from 'zod'
import { instant, named } from '../shared/fields.ts'

const moment = z
  .string({ error: 'moment' })
  .regex(/^20\d{2}-/, { error: 'moment' })
  .pipe(z.iso.datetime({ offset: true, error: 'moment' }))

export const clockRequest = z
  .strictObject(
    {
      now: named(
        moment.nullable(),
        'The time from which the demo’s clock goes on, in the years 2000 to 2099; null is the real time',
        '演示时钟自此时刻继续走，限 2000 至 2099 年；null 恢复真实时间',
        'inf_time',
      ),
    },
    { error: 'object' },
  )
  .meta({ id: 'DemoClockRequest' })

export const demoState = z
  .strictObject({
    now: instant('What the service takes for the present', '服务当前所用时间'),
    clockIsSet: named(z.boolean(), 'Whether that is another time than the real one', '是否为设定的时间'),
    people: named(z.int(), 'Demo people', '演示人员数'),
    hospitals: named(z.array(z.string()), 'Codes of the demo hospitals', '演示医疗机构编号', 'fixmedins_code'),
  })
  .meta({ id: 'DemoState', description: 'The demo as it is now / 演示环境现状' })
