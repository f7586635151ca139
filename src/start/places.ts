import { setTimeout } from 'node:timers/promises'
import type { Logger } from 'pino'
import { AggregatorRegistry, type Registry } from 'prom-client'
import { buildApp } from '../app.ts'
import { numberClaimsOf } from '../application/places/number-claims.ts'
import { doesNotAnswer, type OpenPlace, type Places } from '../application/places/places.ts'
import { spreadRegisters } from '../application/places/spread-registers.ts'
import type { Service } from '../application/service.ts'
import type { PlaceSetting, PlacesSetting } from '../config/places-file.ts'
import { type Config, ConfigError } from '../config.ts'
import type { PolicyLibrary } from '../domain/policies/library.ts'
import type { MetricsText } from '../http/server/metrics.ts'
import type { App } from '../http/server/wire.ts'
import { givenDataKeys } from './data-keys.ts'
import { startJobs } from './jobs.ts'
import { appOptionsOf } from './listen.ts'
import { startSummingUp } from './overview-sums.ts'
import type { LawHolder } from './reload.ts'
import { openKeys, openService } from './service.ts'
import { inTurns } from './turns.ts'
import { isWrongAddress, refuseUnreachable } from './unreachable.ts'
import { startExpiry } from './uploads.ts'
import { startWebhooks } from './webhooks.ts'

/** How often a place that was away is tried again, and how often what belongs to all is compared. */
const againMs = 5_000
/** How long whoever changed what belongs to all waits for it to be everywhere. */
const spreadMs = 3_000

/** A place of this process, which may be reached later than the others. */
class PlaceHere implements OpenPlace {
  readonly name: string
  readonly regions: readonly string[]
  readonly url: string
  service: Service | null = null
  app: App | null = null

  constructor({ name, regions, url }: PlaceSetting) {
    this.name = name
    this.regions = regions
    this.url = url
  }
}

export interface StartedPlaces {
  readonly places: Places
  readonly appOf: (place: OpenPlace) => App | null
  /** Copies what belongs to all, now. */
  readonly spread: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface PlacesParts {
  readonly library: PolicyLibrary
  readonly log: Logger
  /** Told of each place's packs as it opens; answers how they are loaded again, in all. */
  readonly reloadWith: (holder: LawHolder) => Service['reloadPolicies']
  /** Given the metrics of all places so far, says where /metrics takes its text from; left out, from here. */
  readonly gatherMetrics?: (registries: Registry[]) => () => Promise<string | null>
}

/**
 * Opens every place: its database, its jobs and what answers for it. One that is away is tried again until it is there, and
 * keeps nobody of the others waiting.
 *
 * Errors: ConfigError without a data key; SetupError where a database is not as it must be.
 */
export async function startPlaces(config: Config, setting: PlacesSetting, parts: PlacesParts): Promise<StartedPlaces> {
  const { log } = parts
  givenDataKeys(config)
  const all = setting.places.map((each) => new PlaceHere(each))
  const common = all.find(({ name }) => name === setting.common) ?? all[0]
  if (common === undefined) throw new ConfigError('YIZHAN_PLACES holds no place.')
  const places: Places = { all, common }
  const stops: (() => Promise<void>)[] = []
  const metricsOf = metricsByPlace(parts.gatherMetrics ?? metricsHere)
  const open = async (place: PlaceHere) => {
    try {
      stops.push(await openPlace(config, place, places, parts, metricsOf))
      log.info({ event: 'place.opened', place: place.name })
    } catch (err) {
      if (isWrongAddress(err)) refuseUnreachable(`YIZHAN_PLACES: ${place.name}`, err)
      if (!doesNotAnswer(err)) throw err
      log.error({ event: 'place.away', place: place.name, err })
    }
  }
  await Promise.all(all.map(open))
  if (all.every(({ service }) => service === null))
    throw new ConfigError('None of the databases of YIZHAN_PLACES can be reached / YIZHAN_PLACES 中的数据库均无法连接')
  const spread = () =>
    spreadRegisters(places).then(
      (written) => {
        if (written.size > 0) log.info({ event: 'places.registers-copied', rows: Object.fromEntries(written) })
      },
      (err: unknown) => log.error({ event: 'places.registers-not-copied', err }),
    )
  await spread()
  /** A place that fell silent must not keep whoever changed a register waiting: it has it at the next turn. */
  const spreadSoon = () => Promise.race([spread(), setTimeout(spreadMs, undefined, { ref: false })])
  const turn = async () => {
    for (const place of all) if (place.service === null) await open(place)
    await spread()
  }
  const stopTurning = inTurns(againMs, turn, (err) => log.error({ event: 'places.turn-failed', err }))
  const close = async () => {
    await stopTurning()
    await Promise.all(stops.map((stop) => stop()))
  }
  return { places, appOf: (place) => all.find((one) => one === place)?.app ?? null, spread: spreadSoon, close }
}

type GatherMetrics = NonNullable<PlacesParts['gatherMetrics']>

const metricsHere: GatherMetrics = (registries) => async () => {
  const all = await Promise.all(registries.map((registry) => registry.getMetricsAsJSON()))
  return AggregatorRegistry.aggregate(all).metrics()
}

/** One text for all places: each series says of which place it is. */
function metricsByPlace(gather: GatherMetrics): (place: OpenPlace) => MetricsText {
  const registries: Registry[] = []
  const text = gather(registries)
  return ({ name }) =>
    (own) => {
      own.setDefaultLabels({ place: name })
      registries.push(own)
      return text
    }
}

/** Answers how to close it: what answers first, then its jobs, then its database. */
async function openPlace(
  shared: Config,
  place: PlaceHere,
  places: Places,
  { library, log, reloadWith }: PlacesParts,
  metricsOf: (place: OpenPlace) => MetricsText,
): Promise<() => Promise<void>> {
  const config = { ...shared, databaseUrl: place.url }
  const placeLog = log.child({ place: place.name })
  const prepared = await openKeys(place.url, placeLog, () => givenDataKeys(config))
  const numbers = numberClaimsOf(() => places, place.name)
  const opened = await openService(config, prepared, library, placeLog, { reloadWith, numbers })
  const { service } = opened
  const app = await buildApp(appOptionsOf(config, opened, placeLog, metricsOf(place)))
  await app.ready()
  const stops = [
    await startJobs(config, service, placeLog),
    await startWebhooks(config, service, placeLog),
    startExpiry(config, service, placeLog),
    startSummingUp(config, service, placeLog),
  ]
  place.service = service
  place.app = app
  return async () => {
    await app.close()
    for (const stop of stops.reverse()) await stop()
    await opened.close()
  }
}
