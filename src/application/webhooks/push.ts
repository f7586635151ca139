import { Webhook } from 'standardwebhooks'

/** One POST to a receiver. What it answers in words is not wanted, only how it answers. */
export interface PushRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Sends it, and answers the HTTP status. Never follows where a receiver points: a redirect is its answer.
 * Errors: an Error whose message names why there was no answer, such as a time-out; no address and no text of the receiver.
 */
export type Push = (request: PushRequest) => Promise<number>

/** How a receiver's secret is shown: the form of Standard Webhooks. */
const prefix = 'whsec_'

export function secretText(secret: Uint8Array): string {
  return `${prefix}${Buffer.from(secret).toString('base64')}`
}

/** Whose secret it is, as the sealing binds it: one that is copied to another webhook's row no longer opens. */
export function secretOwner(webhookId: string): string {
  return `webhook:${webhookId}`
}

/**
 * The headers by which a receiver knows that a message is ours, whole and recent. The id is the event's and stays the same
 * each time it is sent: a receiver that has seen it need not act again.
 *
 * Source: Standard Webhooks 1.0.0, "v1", whose own library signs: HMAC-SHA256 over `id.timestamp.body` with the bytes behind `whsec_`.
 */
export function signedHeaders(secret: string, id: string, body: string, at: Date): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'yizhan',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  }
}
