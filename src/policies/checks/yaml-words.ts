import type { Bilingual } from '../../domain/language.ts'

/** Faults of YAML itself, in words of whoever types it. */
export const yamlWords = {
  unreadable: { zh: '无法读取：{why}', en: 'cannot be read: {why}' },
  'not-utf8': { zh: '文件不是 UTF-8 编码，请另存为 UTF-8', en: 'the file is not UTF-8; save it as UTF-8' },
  'no-content': { zh: '文件是空的', en: 'the file is empty' },
  'not-yaml': { zh: '这里的写法不符合 YAML（{why}）', en: 'this is not YAML: {why}' },
  'key-twice': {
    zh: '键 `{key}` 在同一组里写了两次，请删去一个',
    en: 'the same key, `{key}`, is written twice here; take one away',
  },
  'full-width': {
    zh: '`{found}` 是全角字符，请改用半角 `{write}`',
    en: '`{found}` is a full-width character; write `{write}`',
  },
  tab: {
    zh: '缩进里有制表符（Tab），请改用空格',
    en: 'a tab stands in the indentation; use spaces',
  },
  'no-space-colon': {
    zh: '`{key}:` 的冒号后面要空一格：`{key}: {rest}`',
    en: 'put a space after the colon of `{key}`: `{key}: {rest}`',
  },
  'no-space-dash': {
    zh: '列表的 `-` 后面要空一格：`- {rest}`',
    en: 'put a space after the dash: `- {rest}`',
  },
  indent: {
    zh: '本行缩进 {spaces} 个空格，与上面的行对不齐；上面用的是 {used} 个',
    en: 'the line is indented by {spaces} spaces and lines up with nothing above it, where lines stand at {used}',
  },
  'indent-less': {
    zh: '本行缩进 {spaces} 个空格，接不上这里的上文；若属于上一行所在的一组，请缩进 {used} 个空格',
    en: 'the line stands at {spaces}, where it goes on with nothing; if it belongs to the group of the line above, line it up at {used}',
  },
  'indent-more': {
    zh: '本行缩进 {spaces} 个空格，比上一行多，而上一行已经有了自己的值；请与上一行对齐（{used} 个空格）',
    en: 'the line is indented by {spaces} spaces, more than the one above it, which has a value already; line it up at {used}',
  },
  'not-closed': {
    zh: '这里开始的 `{open}` 没有闭合，请补上 `{close}`',
    en: 'what opens here with `{open}` is never closed; add `{close}`',
  },
  'closed-twice': {
    zh: '这里的 `{close}` 没有与它对应的开头，请删去',
    en: 'nothing opens what `{close}` closes here; take it away',
  },
  'hash-in-text': {
    zh: '空格后的 `#` 使本行其余部分成为注释；文字里有 `#` 时请把文字放进引号',
    en: '`#` after a space makes a comment of the rest of the line; put text that holds it into quotes',
  },
  'colon-in-text': {
    zh: '文字里有冒号加空格，会被当作键；请把这段文字放进引号："…"',
    en: 'the text holds a colon and a space, which makes a key of it; put the text into quotes: "…"',
  },
  'quote-it': {
    zh: '值不能以 `{found}` 开头；请把它放进引号："…"',
    en: 'a value cannot begin with `{found}`; put it into quotes: "…"',
  },
  'two-documents': {
    zh: '一个文件只能有一个文件的内容；请删去中间的 `---`，或另存一个文件',
    en: 'a file holds one document; take the `---` away, or make a second file',
  },
  thousands: {
    zh: '金额里不要写千分位逗号：请写 {write}',
    en: 'write the amount without a thousands separator: {write}',
  },
  misplaced: {
    zh: '{keys} 不属于这里，而属于{where}；请检查缩进',
    en: '{keys} stand at the wrong place: they belong {where}; check the indentation',
  },
} satisfies Record<string, Bilingual>
