/** Today in China, wherever the browser is. */
export const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

export const yearNow = (): number => new Date(Date.now() + 8 * 3_600_000).getUTCFullYear()
