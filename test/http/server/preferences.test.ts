import { expect, test } from 'vitest'
import { preferencesOf } from '../../../src/http/server/preferences.ts'

test.each([
  ['nothing', undefined, {}],
  ['one preference', 'return=minimal', { return: 'minimal' }],
  ['large letters and spaces', 'Return = Minimal', { return: 'minimal' }],
  ['a value in quotes', 'return="minimal"', { return: 'minimal' }],
  ['several, with parameters', 'respond-async, wait=10; x="a;b", return=minimal', { return: 'minimal', wait: '10' }],
  ['two headers, of which the first counts', ['return=minimal', 'return=representation'], { return: 'minimal' }],
  ['a comma and a name within quotes', 'foo="a, return=minimal"', { return: undefined }],
  ['a quote within quotes', String.raw`foo="a\", return=minimal"`, { return: undefined }],
  ['more than anybody sends', `${'a,'.repeat(2_000)}return=minimal`, { return: undefined }],
])('%s is read', (_, header, wanted) => {
  const read = preferencesOf(header)
  for (const [name, value] of Object.entries(wanted)) expect(read.get(name)).toBe(value)
  expect(read.has('respond-async')).toBe(typeof header === 'string' && header.startsWith('respond-async'))
})
