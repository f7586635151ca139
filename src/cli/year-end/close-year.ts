import { setTimeout as after } from 'node:timers/promises'
import { type Client, DemoError } from '../demo/client.ts'

interface Run {
  readonly id: string
  readonly status: string
  readonly dryRun: boolean
  readonly progress: { readonly done: number; readonly total: number | null }
  readonly people: number
  readonly visits: number
  readonly due: string
  readonly assistance: string
  readonly tilt: string
  readonly failures: number
}

export interface YearEndAsked {
  readonly region: string
  readonly year: number
  readonly dryRun: boolean
}

export interface Terminal {
  readonly say: (text: string) => void
  /** The line that is written again and again. */
  readonly progress: (text: string) => void
  /** Between two looks. */
  readonly everyMs?: number
}

/** Starts a run, or follows the one that is under way, until it has ended; answers how. */
export async function runYearEnd(client: Client, asked: YearEndAsked, terminal: Terminal): Promise<string> {
  const under = await underWay(client, asked)
  const run = under ?? (await client.send<Run>({ method: 'POST', path: '/v1/year-end-runs', body: asked }))
  terminal.say(
    under
      ? `Following run ${run.id}, which is under way. 继续查看进行中的年末救助。`
      : `Run ${run.id} has begun. 已开始。`,
  )
  const ended = await follow(client, run.id, terminal)
  await report(client, ended, terminal)
  return ended.status
}

async function underWay(client: Client, { region, year, dryRun }: YearEndAsked): Promise<Run | undefined> {
  const path = `/v1/year-end-runs?region=${region}&year=${year}`
  const { items } = await client.send<{ items: Run[] }>({ method: 'GET', path })
  return items.find((run) => run.dryRun === dryRun && ['queued', 'running'].includes(run.status))
}

async function follow(client: Client, id: string, { progress, say, everyMs = 500 }: Terminal): Promise<Run> {
  for (let away = 0; ; await after(everyMs)) {
    try {
      const run = await client.send<Run>({ method: 'GET', path: `/v1/year-end-runs/${id}` })
      away = 0
      progress(lineOf(run))
      if (['queued', 'running'].includes(run.status)) continue
      say('')
      return run
    } catch (error) {
      // A service that is started anew goes on with the run; one that is gone for a minute is said to be gone.
      away += 1
      if (!(error instanceof DemoError) || away * everyMs > 60_000) throw error
    }
  }
}

function lineOf({ status, progress: { done, total }, people, visits, assistance, tilt }: Run): string {
  const all = total === null ? '' : ` / ${total}`
  return `${status}  people passed 已处理 ${done}${all}  closed 涉及 ${people} (visits 就诊 ${visits})  aid 救助 ${assistance}  tilt 倾斜 ${tilt}`
}

async function report(client: Client, run: Run, { say }: Terminal): Promise<void> {
  const { id, status, dryRun, due, assistance, failures } = run
  if (status === 'failed') {
    const { problem } = await client.send<{ problem: { title: string; detail: string } }>({
      method: 'GET',
      path: `/v1/jobs/${id}`,
    })
    return say(`It failed 失败: ${problem.title}. ${problem.detail}`)
  }
  if (status === 'cancelled') return say('It was cancelled; what was closed stays closed. 已取消，已救助的有效。')
  say(`due 应救助 ${due}, paid 实际救助 ${assistance}${dryRun ? ' (dry run, nothing posted 仅预览)' : ''}`)
  if (failures > 0) say(`${failures} people could not be aided 未能救助; see 见 /v1/year-end-runs/${id}/lines`)
}
