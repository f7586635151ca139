import { readFileSync } from 'node:fs'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }
export type JsonObject = { readonly [name: string]: Json }

/** What of JSON Schema the document uses. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly const?: Json
  readonly enum?: readonly Json[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly pattern?: string
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly additionalProperties?: boolean | Schema
  readonly propertyNames?: Schema
}

export interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema: Schema
}

export interface Media {
  readonly schema?: Schema
  readonly examples?: Readonly<Record<string, { readonly value: Json }>>
}

export interface Response {
  readonly description: string
  readonly content?: Readonly<Record<string, Media>>
}

export interface Operation {
  /** Such as `POST /v1/settlements`, as the document writes the path. */
  readonly id: string
  readonly method: string
  readonly path: string
  readonly parameters: readonly Parameter[]
  /** By content type; none where the operation has no body. */
  readonly body: Readonly<Record<string, Media>>
  readonly responses: Readonly<Record<string, Response>>
}

interface Raw {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

interface RawOperation {
  readonly parameters?: readonly (Parameter | Ref)[]
  readonly requestBody?: { readonly content?: Readonly<Record<string, Media>> } | Ref
  readonly responses: Readonly<Record<string, Response | Ref>>
}

interface Ref {
  readonly $ref: string
}

/** The published document, read as a stranger reads it: nothing here knows how the service makes it. */
export class ApiDocument {
  readonly operations: readonly Operation[]
  readonly schemas: Readonly<Record<string, Schema>>
  readonly #raw: Raw

  constructor(text: string) {
    this.#raw = JSON.parse(text) as Raw
    this.schemas = this.#raw.components.schemas
    this.operations = Object.entries(this.#raw.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => this.#operation(method.toUpperCase(), path, operation)),
    )
  }

  #operation(method: string, path: string, operation: RawOperation): Operation {
    const { parameters = [], requestBody = {}, responses } = operation
    const body = this.#resolved(requestBody)
    return {
      id: `${method} ${path}`,
      method,
      path,
      parameters: parameters.map((one) => this.#resolved(one)),
      body: body.content ?? {},
      responses: Object.fromEntries(Object.entries(responses).map(([status, one]) => [status, this.#resolved(one)])),
    }
  }

  /** A description beside a reference takes the place of the one that is referred to; it names the codes. */
  #resolved<T extends object>(node: T | Ref): T {
    if (!('$ref' in node)) return node
    const steps = node.$ref.replace(/^#\//, '').split('/')
    const found = steps.reduce<unknown>(
      (at, step) => (at as Record<string, unknown>)[step.replaceAll('~1', '/').replaceAll('~0', '~')],
      this.#raw,
    )
    const { $ref: _, ...beside } = node
    return { ...this.#resolved(found as T | Ref), ...beside }
  }

  /** A schema without the reference at its top. */
  schema(schema: Schema): Schema {
    const name = schema.$ref?.split('/').at(-1)
    if (name === undefined) return schema
    const named = this.schemas[name]
    if (!named) throw new Error(`the document names no schema ${name}`)
    return this.schema(named)
  }

  operation(id: string): Operation {
    const found = this.operations.find((operation) => operation.id === id)
    if (!found) throw new Error(`the document has no ${id}`)
    return found
  }
}

/** As it is committed; a test holds it equal to what the service answers under /openapi.json. */
export function publishedDocument(): ApiDocument {
  return new ApiDocument(readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8'))
}
