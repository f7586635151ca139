/** The database cannot be used as it stands. The message is for whoever runs it and says what to do; no stack is wanted. */
export class SetupError extends Error {
  override readonly name = 'SetupError'
}
