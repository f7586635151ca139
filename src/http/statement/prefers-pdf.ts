/** Whether `Accept` puts PDF before HTML. Browsers name HTML or anything; a program that wants the file names PDF. */
export function prefersPdf(accept: string | undefined): boolean {
  const pdf = weightOf('application/pdf', accept)
  return pdf > 0 && pdf > weightOf('text/html', accept)
}

/** Thousandths, 0 where the type is not named itself. */
function weightOf(type: string, accept = ''): number {
  for (const range of accept.toLowerCase().split(',')) {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim())
    if (name !== type) continue
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1'
    return /^(0(\.\d{1,3})?|1(\.0{1,3})?)$/.test(weight) ? Math.round(1000 * Number(weight)) : 1000
  }
  return 0
}
