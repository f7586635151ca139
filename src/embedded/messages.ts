/** What the supervisor of the embedded PostgreSQL says to the process that wants it. */
export type Said =
  | { readonly says: 'waiting'; readonly owner: string | null }
  | { readonly says: 'ready'; readonly url: string; readonly port: number; readonly pid: number }
  | {
      readonly says: 'failed'
      readonly message: string
      /** Null where the message tells whoever starts it what to do. */
      readonly stack: string | null
    }

/** Whatever is sent to the supervisor, and the end of the channel too, means: stop. */
export const stopWord = 'stop'
