/**
 * Programs write a question mark for a character that they have not, spreadsheets #N/A for a value that they do not find, and lists that
 * were masked for others to read have stars. None of them is a name that anybody has.
 */
export function isLostName(name: string): boolean {
  return /[?？*＊]|^#/.test(name)
}
