import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Reached } from './over-places.ts'
import { askPlace, giveAnswer } from './passing.ts'

/**
 * Ready as long as one place is: a balancer that took this process away for one place would take it from all. Which places are not
 * is said by name.
 */
export async function answerReadiness(
  places: readonly Reached[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = places.map(async ({ place, app }) => {
    const answered = app && (await askPlace(app, request, null))
    return [place.name, answered?.status === 200 ? 'ready' : 'not-ready'] as const
  })
  const states = Object.fromEntries(await Promise.all(asked))
  const isReady = Object.values(states).includes('ready')
  const answer = { status: isReady ? 'ready' : 'not-ready', places: states, at: new Date().toISOString() }
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }
  giveAnswer(response, { status: isReady ? 200 : 503, headers, body: Buffer.from(JSON.stringify(answer)) })
}
