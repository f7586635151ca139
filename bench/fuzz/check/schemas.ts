import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { ApiDocument, Schema } from '../document.ts'

const root = 'openapi'

/** Validates by the schemas of the document as another program would: not by those that the service itself uses. */
export class SchemaCheck {
  readonly #ajv = new Ajv2020({ strict: false, allErrors: false })
  readonly #compiled = new Map<Schema, ValidateFunction>()

  constructor(document: ApiDocument) {
    addFormats.default(this.#ajv)
    this.#ajv.addFormat('binary', true)
    this.#ajv.addSchema(moved({ $id: root, $defs: document.schemas }))
  }

  /** What is wrong with a value; null when nothing is. What the value holds is not repeated. */
  wrong(schema: Schema, value: unknown): string | null {
    const check = this.#compiled.get(schema) ?? this.#ajv.compile(moved(schema))
    this.#compiled.set(schema, check)
    if (check(value)) return null
    const [first] = check.errors ?? []
    return `${first?.instancePath.replace(/\/\d+/g, '/*') || 'the whole'} ${first?.message ?? 'does not match'}`
  }
}

/** The document's references, made to lead to the one schema that holds them all. */
function moved<S extends object>(schema: S): S {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', `"${root}#/$defs/`)) as S
}
