import { Alert, Button, type FormInstance } from 'antd'
import { useEffect, useRef } from 'react'
import { type Problem, ProblemError } from '../../../clients/typescript/src/index.ts'
import { shellWords } from '../words/catalogue.ts'
import { useSay } from '../words/language.tsx'

export const problemOf = (error: unknown): Problem | null => (error instanceof ProblemError ? error.problem : null)

interface ShownProblem {
  readonly error: unknown
  /** Pointers that are said at their field already. */
  readonly saidAt?: readonly string[]
  readonly onRetry?: () => void
}

/** A refusal in the words of the service, or that it did not answer. */
export function ProblemAlert({ error, saidAt = [], onRetry }: ShownProblem) {
  const say = useSay()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (error) place.current?.scrollIntoView({ block: 'nearest' })
  }, [error])
  if (!error) return null
  const problem = problemOf(error)
  const rest = (problem?.errors ?? []).filter(({ pointer }) => !saidAt.includes(pointer))
  const description = problem ? (
    <>
      <div>{problem.detail}</div>
      {rest.map(({ pointer, detail }) => (
        <div key={pointer}>
          <code>{pointer}</code> {detail}
        </div>
      ))}
      <code className="quiet">{problem.code}</code>
    </>
  ) : (
    say(shellWords.noAnswer)
  )
  return (
    <div className="problem" ref={place}>
      <Alert
        type="error"
        showIcon
        title={problem?.title ?? say(shellWords.retry)}
        description={description}
        action={onRetry ? <Button onClick={onRetry}>{say(shellWords.retry)}</Button> : undefined}
      />
    </div>
  )
}

/** The field of a form that a JSON pointer is about: `/costs/total` is `['costs', 'total']`, `/invoices/0` is `['invoices', 0]`. */
const fieldOf = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => (/^\d{1,6}$/.test(part) ? +part : part.replaceAll('~1', '/').replaceAll('~0', '~')))

/**
 * Says each refused field at its field, where the form has it; answers the pointers that were said. `placeOf` is where the form has what a
 * pointer is about, where the two differ.
 */
export function sayAtFields(
  form: FormInstance,
  error: unknown,
  placeOf: (pointer: string) => string = (pointer) => pointer,
): string[] {
  const faults = (problemOf(error)?.errors ?? [])
    .map(({ pointer, detail }) => ({ pointer, detail, place: placeOf(pointer) }))
    .filter(({ place }) => form.getFieldInstance(fieldOf(place)))
  const places = [...new Set(faults.map(({ place }) => place))]
  form.setFields(
    places.map((place) => ({
      name: fieldOf(place) as never,
      errors: faults.filter((fault) => fault.place === place).map(({ detail }) => detail),
    })),
  )
  const [first] = places
  if (first) form.scrollToField(fieldOf(first), { focus: true })
  return faults.map(({ pointer }) => pointer)
}
