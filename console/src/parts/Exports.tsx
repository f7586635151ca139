import { Button } from 'antd'
import { shellWords as words } from '../words/catalogue.ts'
import { useSay } from '../words/language.tsx'
import { asQuery } from './sought.ts'

const formats = ['csv', 'xlsx'] as const

interface Exported {
  /** The address of the list, without its ending. */
  readonly path: string
  readonly query?: object
  readonly only?: (typeof formats)[number]
}

/** The whole of a list as a file, by the same filter. */
export function Exports({ path, query = {}, only }: Exported) {
  const say = useSay()
  const asked = asQuery(query)
  return formats
    .filter((format) => only === undefined || format === only)
    .map((format) => (
      <Button key={format} href={`${path}.${format}${asked === '' ? '' : `?${asked}`}`}>
        {say(words[format])}
      </Button>
    ))
}
