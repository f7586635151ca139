import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { authorsPage, authorsPages } from '../../scripts/policy-authors/page.ts'
import { rowKinds } from '../../src/domain/policies/pack.ts'
import { fieldsOf, packJsonSchema, type SchemaNode } from '../../src/policies/loader/json-schema.ts'
import { packFrom } from '../../src/policies/loader/load.ts'

/** Fields of the schema that a page does not name. */
function unnamed(page: string, fields: readonly (readonly string[])[]): string[] {
  return fields.flatMap((path) => {
    const own = rowKinds.includes(path[0] as never) || path[0] === 'switches'
    const name = own ? path.slice(1).join('.') : path.join('.')
    return name === '' || page.includes(`| \`${name}\` |`) ? [] : [path.join('.')]
  })
}

describe.each(['en', 'zh'] as const)('the authors’ page in %s', (language) => {
  const page = readFileSync(authorsPages[language], 'utf8')

  test('is the current one; `npm run policy:schema` writes it', async () => {
    expect(page).toBe(await authorsPage(language))
  })

  test('names every kind of row and every field of the schema', () => {
    const fields = fieldsOf(packJsonSchema() as SchemaNode).map(({ path }) => path)
    expect(rowKinds.filter((kind) => !page.includes(`### \`${kind}\` `))).toEqual([])
    expect(unnamed(page, fields)).toEqual([])
    expect(unnamed(page, [['aid', 'bonus']])).toEqual(['aid.bonus'])
  })

  test('shows rows that the schema takes', () => {
    const blocks = [...page.matchAll(/```yaml\n([a-z]\w+:\n(?:.*\n)*?)```/g)].map(([, yaml = '']) => yaml)
    const kinds = blocks.filter((yaml) => rowKinds.includes(yaml.split(':')[0] as never))
    expect(kinds).toHaveLength(rowKinds.length)
    for (const yaml of kinds) {
      const kind = yaml.split(':')[0] as string
      const status = kind === 'gap' || kind === 'manual' ? kind : 'text'
      const text = `region: '140581'\nname: { zh: 甲, en: A }\nrole: policy\ndocument: { number: 甲, title: { zh: 甲, en: A }, issuer: { zh: 甲, en: A }, issued: null }\ninForce: { from: 2023-01-01, to: null }\nclauses:\n  - clause: A\n    cite: 甲\n    says: { zh: 甲, en: A }\n    status: ${status}\n${yaml.replaceAll(/^/gm, '    ').trimEnd()}\n`
      const read = packFrom(kind, new TextEncoder().encode(text))
      expect(Array.isArray(read) ? read.map(({ message }) => message.en) : [], yaml).toEqual([])
    }
  })
})
