import { writeFile } from 'node:fs/promises'
import { packJsonSchema } from '../src/policies/loader/json-schema.ts'

/** Writes the JSON Schema that editors check pack files with; a test fails when it is not the current one. */
const target = new URL('../src/policies/pack.schema.json', import.meta.url)
await writeFile(target, `${JSON.stringify(packJsonSchema(), null, 2)}\n`)
console.log('src/policies/pack.schema.json written')
