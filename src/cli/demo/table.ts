export interface TableColumn {
  readonly title: string
  /** Amounts end at the same place; words begin at the same place. */
  readonly align: 'left' | 'right'
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/

/** Columns that the text takes on a terminal: a Chinese character takes two. */
export function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (wide.test(character) ? 2 : 1), 0)
}

function pad(text: string, width: number, align: TableColumn['align']): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return align === 'right' ? space + text : text + space
}

/** Lines are drawn in ASCII: box characters are one column wide on some terminals and two on Chinese ones. */
export function table(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
  const cells = [columns.map((column) => column.title), ...rows]
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => widthOf(row[at] ?? ''))))
  const line = (row: readonly string[]) =>
    `  ${columns.map(({ align }, at) => pad(row[at] ?? '', widths[at] ?? 0, align)).join('  ')}`.trimEnd()
  const rule = `  ${widths.map((width) => '-'.repeat(width)).join('  ')}`
  return [line(cells[0] ?? []), rule, ...rows.map(line)].join('\n')
}
