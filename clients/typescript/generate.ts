/** `npm run client`: writes what the client knows of the service, from openapi/openapi.json. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

interface Operation {
  readonly operationId?: string
  readonly summary?: string
  readonly responses?: Readonly<Record<string, unknown>>
}

interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

const contract = new URL('../../openapi/openapi.json', import.meta.url)
const folder = new URL('src/generated/', import.meta.url)

const made = 'Made from openapi/openapi.json by `npm run client`; change the routes instead.'

/**
 * Who sends one of these twice is given the first answer again: the contract says 201 for the first and 200 for a replay.
 */
function replayedIn({ paths }: Contract): string[] {
  return Object.entries(paths)
    .filter(([, methods]) => ['200', '201'].every((status) => status in (methods['post']?.responses ?? {})))
    .map(([path]) => path)
    .sort()
}

/** What each operation is called, in both languages: the contract writes them as one, with the national numbers behind. */
function namesIn({ paths }: Contract): Record<string, { readonly zh: string; readonly en: string }> {
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods))
  return Object.fromEntries(
    operations.flatMap(({ operationId, summary = '' }) => {
      const [en = '', zh = ''] = summary.split(' / ')
      const plain = zh.split(' (')[0] ?? ''
      return operationId === undefined || plain === '' ? [] : [[operationId, { zh: plain, en }]]
    }),
  )
}

const constant = (name: string, type: string, value: unknown) =>
  `/** ${made} */\n\nexport const ${name}: ${type} = ${JSON.stringify(value, null, 2)}\n`

/** The text of each generated file, by its name in `src/generated`. */
export async function generated(): Promise<Record<string, string>> {
  const document = JSON.parse(readFileSync(contract, 'utf8')) as Contract
  // A field that has a default may be left out by whoever sends it.
  const types = astToString(await openapiTS(contract, { defaultNonNullable: false }))
  return {
    'schema.ts': `/** ${made} */\n\n${types}`,
    'replayed.ts': constant('replayed', 'readonly string[]', replayedIn(document)),
    'operation-names.ts': constant(
      'operationNames',
      'Readonly<Record<string, { readonly zh: string; readonly en: string }>>',
      namesIn(document),
    ),
  }
}

export const generatedFile = (name: string) => new URL(name, folder)

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(await generated())) {
    writeFileSync(generatedFile(name), text)
    process.stdout.write(`wrote clients/typescript/src/generated/${name}\n`)
  }
}
