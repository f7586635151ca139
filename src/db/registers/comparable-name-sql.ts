import { nameFolds } from '../../domain/registers/comparable-name.ts'

const from = nameFolds.map(([one]) => one).join('')
const to = nameFolds.map(([, one]) => one).join('')
/** What `translate` has no counterpart for is left out. */
const leftOut = ' \t\u200b\u200c\u200d\u200e\u200f\ufeff'

/** SQL of a name as `comparableName` of the domain compares it. The characters are ours, and none is a quote. */
export function comparableNameSql(name: string): string {
  return `upper(translate(normalize(${name}, NFKC), '${from}${leftOut}', '${to}'))`
}
