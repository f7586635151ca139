import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useSay, type Words } from '../words/language.tsx'

export interface Chooseable {
  readonly name: Words
  readonly act: ReactNode
  readonly isDanger?: boolean
}

/** What may be done here: a button each, and the form of the one that was pressed. */
export function ActChoice({ acts }: { readonly acts: readonly Chooseable[] }) {
  const say = useSay()
  const [chosen, setChosen] = useState<string | null>(null)
  const open = acts.find(({ name }) => name.en === chosen)
  if (acts.length === 0) return null
  return (
    <>
      <div className="actions problem">
        {acts.map(({ name, isDanger }) => (
          <Button
            key={name.en}
            danger={isDanger}
            type={name.en === chosen ? 'primary' : 'default'}
            aria-expanded={name.en === chosen}
            onClick={() => setChosen(name.en === chosen ? null : name.en)}
          >
            {say(name)}
          </Button>
        ))}
      </div>
      {open?.act}
    </>
  )
}
