import { resetDemo, setDemoClock } from '../../application/demo/demo.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { clockRequest, demoState } from './schemas.ts'

const only =
  'Only beside the embedded database, whose people are none; with a DATABASE_URL it is refused (`demo-only`). Bureaus.'
const onlyZh = '仅限自带数据库的演示环境；设置了 DATABASE_URL 时拒绝（demo-only）。仅限经办机构。'

const resetSchema = {
  operationId: 'resetDemo',
  tags: [tags.operations],
  summary: 'Begin the demo anew / 重置演示环境',
  description: `Everything that was settled, registered or sent is gone, the demo people and hospitals are entered anew, keys stay, and the clock shows the real time. ${only} / 清除全部结算、登记和报文，重新录入演示人员和医院，密钥不变，时钟恢复真实时间。${onlyZh}`,
  response: {
    200: answer(demoState, 'As at the first start', '已恢复初始状态'),
    ...refusals('demo-only'),
  },
}

const clockSchema = {
  operationId: 'setDemoClock',
  tags: [tags.operations],
  summary: 'Set the demo’s clock / 设置演示时钟',
  description: `The clock goes on from the time that is sent, for this process, until it is set again or the service ends. ${only} With several processes (YIZHAN_WORKERS) it is refused too. / 时钟自所填时刻继续走，至再次设置或服务停止。${onlyZh}多进程（YIZHAN_WORKERS）时亦拒绝。`,
  body: clockRequest,
  response: {
    200: answer(demoState, 'Set', '已设置'),
    ...refusals('malformed-json', 'demo-only'),
  },
}

export function demoRoutes(app: App, { service, demo }: Parts): void {
  app.post('/demo/reset', { schema: resetSchema }, ({ caller }) => resetDemo(service, caller, demo))

  app.put('/demo/clock', { schema: clockSchema }, ({ caller, body }) =>
    setDemoClock(service, caller, demo, body.now === null ? null : new Date(body.now)),
  )
}
