import { describe, expect, test } from 'vitest'
import { isPlainText, withoutHidden } from '../../../src/domain/shared/plain-text.ts'

const hidden = {
  'overrides of direction': '\u202a\u202b\u202c\u202d\u202e',
  'isolates of direction': '\u2066\u2067\u2068\u2069',
  'marks of direction': '\u200e\u200f\u061c',
  'zero-width characters': '\u200b\u200c\u200d\u2060\ufeff',
  'a soft hyphen and joiners': '\u00ad\u034f\u2061\u2064',
  'fillers that look like nothing': '\u115f\u1160\u3164\uffa0',
  'separators of lines': '\u2028\u2029',
  tags: '\u{e0001}\u{e0041}\u{e007f}',
}

describe('text that shows all that it holds', () => {
  test.each([
    '张三',
    '买买提·吐尔逊',
    'བསོད་ནམས',
    'ئەركىن',
    '𠮷野',
    '葛\u{e0100}城',
    'ᠮᠣᠩᠭᠣᠯ\u180e',
    "O'Brien-Smith",
    'a b',
  ])('%s', (name) => {
    expect(isPlainText(name)).toBe(true)
    expect(withoutHidden(name)).toBe(name)
  })
})

describe('text that does not', () => {
  test.each(Object.entries(hidden))('for %s, each', (_, characters) => {
    for (const character of characters) {
      expect([character.codePointAt(0), isPlainText(`张${character}三`)]).toEqual([character.codePointAt(0), false])
      expect(withoutHidden(`张${character}三`)).toBe('张三')
    }
  })

  test.each(['张\u0000三', '张\n三', '张\u007f三', '张\ud800三'])('for %j, which is not taken away either', (name) => {
    expect(isPlainText(name)).toBe(false)
    expect(withoutHidden(name)).toBe(name)
  })
})
