import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Logger } from 'pino'
import type { Caller } from '../../application/callers/caller.ts'
import { Directory } from '../../application/places/find-person.ts'
import { homePlaceOf, type OpenPlace, type Places, placesOf, refuseAway } from '../../application/places/places.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { answerUnparsed } from '../server/unparsed.ts'
import type { App } from '../server/wire.ts'
import { callerOf } from './caller-region.ts'
import { listOver, placeHeader, type Reached, soughtIn } from './over-places.ts'
import { overviewOver } from './overviews.ts'
import { again, askPlace, bodyOf, giveAnswer, hasBody, isReadable } from './passing.ts'
import { answerReadiness } from './readiness.ts'
import { answerFailure } from './refused.ts'
import { type Whom, whomOf } from './whom.ts'

export interface FrontOptions {
  readonly places: Places
  /** What answers for a place; null for as long as it was not reached. */
  readonly appOf: (place: OpenPlace) => App | null
  readonly log: Logger
  /** After something was asked of the common place that may have changed what belongs to all. */
  readonly onChanged: () => Promise<void>
}

/** A request on its way, with its body where that was read. */
interface Came {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly body: Buffer | null
  readonly method: string
  readonly path: string
}

/** As the routes of one place keep a connection. */
const keepAliveMs = 72_000

/** What stands before the places: it says of which one a request is, and hands it on. */
export class Front {
  readonly #options: FrontOptions
  readonly #directory: Directory

  constructor(options: FrontOptions) {
    this.#options = options
    this.#directory = new Directory(options.places)
  }

  /** Not yet listening. A request may take as long as with one place, and what is none is answered alike. */
  server(requestTimeout: number): Server {
    const { log, places } = this.#options
    const times = { requestTimeout, headersTimeout: requestTimeout }
    const checked = { connectionsCheckingInterval: Math.min(2_000, requestTimeout / 4) }
    const server = createServer({ ...times, ...checked, keepAliveTimeout: keepAliveMs }, (request, response) => {
      this.#answer(request, response).catch((error: unknown) =>
        answerFailure(error, request, response, { log, places }),
      )
    })
    return server.on('clientError', (error, socket) => {
      if (socket instanceof Socket) answerUnparsed.call({ log }, error, socket)
      else socket.destroy()
    })
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { all, common } = this.#options.places
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
    if (path === '/readyz') return answerReadiness(this.#reached(all), request, response)
    const body = hasBody(request) && isReadable(request) ? await bodyOf(request) : null
    const method = request.method ?? 'GET'
    const whom = whomOf({
      method,
      path,
      query: new URLSearchParams(query),
      body,
      contentType: request.headers['content-type'],
    })
    const came = { request, response, body, method, path }
    if (whom.kind === 'all') return this.#ofAll(came)
    const caller = await callerOf(this.#options.places, request)
    // Whom nobody knows the common place refuses, as it does everywhere.
    if (caller === null) return this.#pass(common, came)
    const named = this.#named(request)
    // Whoever names a person or a number has said of which place it is, and nothing makes it another.
    if (named && whom.kind !== 'person' && whom.kind !== 'number') return this.#pass(named, came)
    const home = homePlaceOf(this.#options.places, caller.region)
    // A file is not read here, so it cannot be shown to several; the address may say of which region it is.
    if (!hasBody(request) || body !== null) return this.#byWhom(whom, { home, caller }, came)
    return this.#pass(whom.kind === 'region' ? homePlaceOf(this.#options.places, whom.region) : home, came)
  }

  async #byWhom(
    whom: Whom,
    { home, caller }: { readonly home: OpenPlace; readonly caller: Caller },
    came: Came,
  ): Promise<void> {
    switch (whom.kind) {
      case 'person': {
        const found = await this.#directory.placeOf(whom.personNo, home)
        const { personNo, insuredRegion } = whom
        if (found === null && insuredRegion !== null) return this.#register(personNo, insuredRegion, home, came)
        return this.#pass(this.#settled(found, home, insuredRegion), came)
      }
      case 'number':
        return this.#ofNumber(
          await this.#directory.placeOfNumber(whom.hospitalCode, whom.settlementNo, home),
          home,
          came,
        )
      case 'sought':
        return this.#seek(home, came)
      case 'region':
        return this.#within(whom.region, home, came)
      case 'list':
        // A hospital's patients may be of any place.
        if (caller.kind === 'hospital') return this.#over([home, ...this.#others(home)], home, came)
        return this.#over(placesOf(this.#options.places, caller.region), home, came)
      default:
        return this.#pass(home, came)
    }
  }

  /** Whoever is not at home where the hospital is does not know its numbers; its place does. */
  #ofNumber(found: OpenPlace | null, home: OpenPlace, came: Came): Promise<void> | void {
    return found === null ? this.#seek(home, came) : this.#pass(found, came)
  }

  async #seek(home: OpenPlace, came: Came): Promise<void> {
    const answered = await soughtIn(this.#reached([home, ...this.#others(home)]), came.request, came.body)
    return 'away' in answered ? refuseAway(answered.away) : giveAnswer(came.response, answered)
  }

  /** A region may hold several places; whatever writes is of the first, which the region itself belongs to. */
  async #within(region: string, home: OpenPlace, came: Came): Promise<void> {
    const within = placesOf(this.#options.places, region)
    return came.method === 'GET' ? this.#over(within, home, came) : this.#pass(within[0] ?? home, came)
  }

  async #over(places: readonly OpenPlace[], home: OpenPlace, came: Came): Promise<void> {
    const [only = home] = places
    if (places.length <= 1) return this.#pass(only, came)
    const over = came.path === '/v1/overview' ? overviewOver : listOver
    return giveAnswer(came.response, await over(this.#reached(places), came.request, came.body))
  }

  #others(home: OpenPlace): OpenPlace[] {
    return this.#options.places.all.filter((one) => one !== home)
  }

  /** Held until it is answered: two who register one number in two regions at once find each other. */
  #register(
    personNo: string,
    insuredRegion: string,
    home: OpenPlace,
    { request, response, body }: Came,
  ): Promise<void> {
    return this.#directory.registering(personNo, home, async (found) => {
      const place = this.#settled(found, home, insuredRegion)
      giveAnswer(response, await askPlace(this.#appOf(place), request, body))
    })
  }

  /** Which place has a person; who is new is registered where they are insured. Errors: `invalid-request` for a move to another place. */
  #settled(found: OpenPlace | null, home: OpenPlace, insuredRegion: string | null): OpenPlace {
    if (insuredRegion === null) return found ?? home
    const insured = homePlaceOf(this.#options.places, insuredRegion)
    if (found === null || found === insured) return insured
    const detail = {
      zh: `此人的登记和台账在分库“${found.name}”，地区 ${insuredRegion} 属于分库“${insured.name}”；跨分库转移不通过登记办理，请保留原参保地。`,
      en: `This person's register and ledger are in the place “${found.name}”, and region ${insuredRegion} is of “${insured.name}”; nobody is moved between places by the register: leave the insured region as it was.`,
    }
    return refuse('invalid-request', {}, { faults: [{ pointer: '/insuredRegion', detail }] })
  }

  /** Written in the common place, and copied to the others before the answer, so that whoever has it finds it everywhere. */
  async #ofAll(came: Came): Promise<void> {
    const { places, onChanged } = this.#options
    const { request, response, body, method } = came
    const isReading = method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
    if (isReading || (hasBody(request) && body === null)) return this.#pass(places.common, came)
    const answered = await askPlace(this.#appOf(places.common), request, body)
    if (answered.status < 400) await onChanged()
    giveAnswer(response, answered)
  }

  #named({ headers }: IncomingMessage): OpenPlace | null {
    const name = headers[placeHeader]
    if (name === undefined) return null
    const { all } = this.#options.places
    const names = all.map((place) => place.name).join(', ')
    const detail = {
      zh: `请求头 ${placeHeader} 应为：${names}。`,
      en: `The header ${placeHeader} must be one of: ${names}.`,
    }
    const found = all.find((place) => place.name === name)
    return found ?? refuse('invalid-request', {}, { faults: [{ pointer: '', detail }] })
  }

  #pass(place: OpenPlace, { request, response, body }: Came): void {
    this.#appOf(place).routing(body === null ? request : again(request, body), response)
  }

  #appOf(place: OpenPlace): App {
    return this.#options.appOf(place) ?? refuseAway([place.name])
  }

  #reached(places: readonly OpenPlace[]): Reached[] {
    return places.map((place) => ({ place, app: this.#options.appOf(place) }))
  }
}
