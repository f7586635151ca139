import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { builtInPolicies, type LoadedPack, loadPacks, packFrom } from '../../../src/policies/loader/load.ts'
import { readYaml } from '../../../src/policies/loader/yaml-text.ts'
import { Random } from '../../faults/random.ts'
import { mutated } from './mutate.ts'
import { tryPack } from './try-pack.ts'

export interface Rounds {
  readonly refused: number
  readonly settled: number
  /** What was wrong, each with the seed that shows it again. */
  readonly wrong: readonly { readonly seed: number; readonly path: string; readonly why: string }[]
}

const golden = fileURLToPath(new URL('../../../test/golden/packs', import.meta.url))
const county = fileURLToPath(new URL('../../../test/policies/county.yaml', import.meta.url))

/** Packs of the service, of the tests and of a county, changed by slips, a document a round; the same seed plays the same. */
export async function playPacks(seed: number, rounds: number): Promise<Rounds> {
  const packs = [...(await loadPacks([builtInPolicies, golden])).files, await countyPack()]
  const documents = await Promise.all(packs.map(documentOf))
  let [refused, settled] = [0, 0]
  const wrong: Rounds['wrong'][number][] = []
  for (let round = 0; round < rounds; round += 1) {
    const own = seed + round
    const random = new Random(own)
    const at = random.int(0, packs.length - 1)
    const { path } = packs[at] as LoadedPack
    const tried = tryPack(
      packs.filter((_, other) => other !== at),
      mutated(documents[at], random),
      random,
    )
    if (tried.kind === 'wrong') wrong.push({ seed: own, path, why: tried.why })
    else if (tried.kind === 'refused') refused += 1
    else settled += 1
  }
  return { refused, settled, wrong }
}

async function countyPack(): Promise<LoadedPack> {
  const read = packFrom(county, await readFile(county))
  if (Array.isArray(read)) throw new Error('the pack of the county is unsound')
  return read
}

async function documentOf({ path }: LoadedPack): Promise<unknown> {
  const read = readYaml(path, await readFile(path, 'utf8'))
  if (Array.isArray(read)) throw new Error(`${path} is no YAML`)
  return read.content
}
