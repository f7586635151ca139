/**
 * Bills that people have paid and hand in are settled in a space of numbers of the bureau's own, in place of a hospital's: so no
 * clearing, comparison or list of a hospital ever holds one.
 */
export const reimbursementCode = (region: string): string => `BX${region}`

const form = /^BX\d{6}$/

export const isReimbursementCode = (hospitalCode: string): boolean => form.test(hospitalCode)
