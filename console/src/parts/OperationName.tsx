import { operationNames } from '../../../clients/typescript/src/index.ts'
import { useSay } from '../words/language.tsx'

/** What an operation is called in the contract; one that is no longer there by its id. */
export function OperationName({ operation }: { readonly operation: string }) {
  const say = useSay()
  const name = operationNames[operation]
  return name ? <span title={operation}>{say(name)}</span> : <code>{operation}</code>
}
