import { Progress } from 'antd'
import { shellWords as words } from '../words/catalogue.ts'
import { useSay } from '../words/language.tsx'

interface Walk {
  readonly done: number
  readonly total: number | null
}

/** How far a long piece of work is; whoever asks for it asks again each second, so it is there after a reload too. */
export function HowFar({ done, total }: Walk) {
  const say = useSay()
  const percent = total === null || total === 0 ? 0 : Math.floor((done / total) * 100)
  return (
    <div className="card" role="status">
      {say(words.progress)} {`${done} / ${total ?? '…'}`}
      <Progress percent={percent} aria-label={say(words.progress)} />
    </div>
  )
}

/** Asked again each second while it is under way. */
export const whileRunning = (status: string | undefined): number | false =>
  status === 'queued' || status === 'running' ? 1_000 : false
