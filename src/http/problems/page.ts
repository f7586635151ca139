import { hash } from 'node:crypto'
import { type ErrorCode, problems } from '../../domain/refusals/refusal.ts'
import { httpStatuses } from './statuses.ts'

export interface ListedProblem {
  readonly type: string
  readonly code: ErrorCode
  readonly status: number
  readonly title: { readonly zh: string; readonly en: string }
  /** With `{places}` that an answer fills. */
  readonly detail: { readonly zh: string; readonly en: string }
}

export const listedProblems: readonly ListedProblem[] = (Object.keys(problems) as ErrorCode[]).map((code) => ({
  type: `/problems/${code}`,
  code,
  status: httpStatuses[code],
  title: problems[code].title,
  detail: { zh: places(problems[code].detail.zh), en: places(problems[code].detail.en) },
}))

/** `{reason.zh}` takes one side of a bilingual word; a reader needs to know only that a reason stands there. */
function places(template: string): string {
  return template.replace(/\.(?:zh|en)\}/g, '}')
}

/** The page of docs/errors.md, written by `npm run openapi`. */
export function problemsMarkdown(): string {
  const rows = listedProblems.map(
    ({ code, status, title, detail }) =>
      `| \`${code}\` | ${status} | ${title.en}<br>${title.zh} | ${inCell(detail.en)}<br>${inCell(detail.zh)} |`,
  )
  return `${head}\n${rows.join('\n')}\n`
}

const head = `# Problem codes · 错误代码

Every refusal is an \`application/problem+json\` document (RFC 9457) with one of these codes. A code keeps its meaning
and its status. \`{places}\` are filled in the answer; \`errors\` lists each field with a JSON pointer and what to send there.
A running service shows this list at \`/problems\`. 本页由 \`npm run openapi\` 生成。

| code | status | title | what to do |
| --- | --- | --- | --- |`

/** A bar would end the cell, and a path without code marks would be read as a link by some. */
function inCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
}

const style =
  'body{font:16px/1.5 system-ui,sans-serif;margin:2rem}table{border-collapse:collapse}td,th{border:1px solid #999;padding:.4rem .6rem;text-align:left;vertical-align:top}'

/** Nothing is loaded and nothing runs; the only style is the one whose hash is named here. */
export const problemsPolicy = `default-src 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

export function problemsHtml(shown: readonly ListedProblem[]): string {
  const rows = shown.map(
    ({ type, code, status, title, detail }) =>
      `<tr id="${code}"><td><a href="${type}"><code>${code}</code></a></td><td>${status}</td><td>${escaped(title.en)}<br>${escaped(title.zh)}</td><td>${escaped(detail.en)}<br>${escaped(detail.zh)}</td></tr>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Yizhan: problem codes · 错误代码</title>
<style>${style}</style></head>
<body><h1>Problem codes · 错误代码</h1>
<table><tr><th>code</th><th>status</th><th>title</th><th>what to do</th></tr>
${rows.join('\n')}
</table></body></html>
`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
