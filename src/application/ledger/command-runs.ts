import type {
  OpeningAnswer,
  OpeningJob,
  RecalculationAnswer,
  RecalculationJob,
  ReverseAnswer,
  ReverseJob,
  SettleAnswer,
  SettleJob,
  YearEndAnswer,
  YearEndJob,
} from './commands.ts'
import type { JobOutcome } from './group-commit.ts'

/** Hands an answer to whoever asked for it. */
export type AnswerTo<Answer> = (answer: Answer) => void

/** Carries an answer to the caller of its own command, once the group is through. */
export type Delivery = () => void

interface Answering<Answer> {
  readonly answered: AnswerTo<Answer>
}

type SettleCommand = SettleJob & Answering<SettleAnswer>
type ReverseCommand = ReverseJob & Answering<ReverseAnswer>
type RecalculationCommand = RecalculationJob & Answering<RecalculationAnswer>
type YearEndCommand = YearEndJob & Answering<YearEndAnswer>
type OpeningCommand = OpeningJob & Answering<OpeningAnswer>

/** A job with where its answer goes: no answer can be taken for that of another kind. */
export type Command = SettleCommand | ReverseCommand | RecalculationCommand | YearEndCommand | OpeningCommand

/** Commands that are written together: one kind each, so that whoever handles it knows what it holds. */
export type CommandRun =
  | { readonly kind: 'settle'; readonly commands: SettleCommand[] }
  | { readonly kind: 'reverse'; readonly command: ReverseCommand }
  | { readonly kind: 'recalculate'; readonly command: RecalculationCommand }
  | { readonly kind: 'open'; readonly command: OpeningCommand }
  | { readonly kind: 'year-end'; readonly runId: string; readonly commands: YearEndCommand[] }

/** Runs of settlements, runs of years that are closed by one run, and each other command alone, in the order in which they came. */
export function runsOf(commands: readonly Command[]): CommandRun[] {
  const runs: CommandRun[] = []
  for (const command of commands) if (!joins(runs.at(-1), command)) runs.push(runOf(command))
  return runs
}

/** Puts the command to the run before it, where they go together. */
function joins(run: CommandRun | undefined, command: Command): boolean {
  if (run?.kind === 'settle' && command.kind === 'settle') run.commands.push(command)
  else if (run?.kind === 'year-end' && command.kind === 'year-end' && run.runId === command.runId)
    run.commands.push(command)
  else return false
  return true
}

function runOf(command: Command): CommandRun {
  switch (command.kind) {
    case 'settle':
      return { kind: command.kind, commands: [command] }
    case 'reverse':
      return { kind: command.kind, command }
    case 'recalculate':
      return { kind: command.kind, command }
    case 'open':
      return { kind: command.kind, command }
    case 'year-end':
      return { kind: command.kind, runId: command.runId, commands: [command] }
  }
}

/** The outcome of each command, in order, with its answer on the way to whoever asked. */
export function outcomesOf<Answer>(
  commands: readonly Answering<Answer>[],
  outcomes: readonly JobOutcome<Answer>[],
): JobOutcome<Delivery>[] {
  return commands.map(({ answered }, at) => {
    const outcome = outcomes[at]
    if (!outcome) throw new Error(`${commands.length} commands got ${outcomes.length} outcomes`)
    return 'done' in outcome ? { done: () => answered(outcome.done) } : outcome
  })
}
