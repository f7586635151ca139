import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { inEighteen } from '../../../src/domain/registers/id-number.ts'
import { startEmbedded } from '../../../src/embedded/start.ts'
import { bareDatabase } from '../database/database.ts'
import { query } from './embedded.ts'
import { type Answer, adminKey, dataKey, ServiceProcess } from './service-process.ts'

export type PlaceName = 'shanxi' | 'shandong' | 'chongqing'
export const hospitals = { jincheng: 'H14050000001', pengshui: 'H50024300001' }

type Embedded = Awaited<ReturnType<typeof startEmbedded>>

/**
 * Three places of one service: Shanxi and all else, and Shandong, two schemas of one database; Chongqing on a server of its
 * own, which can be stopped.
 */
export class ThreePlaces {
  readonly #folder: string
  readonly #database: string
  #far: Embedded
  readonly env: Readonly<Record<string, string>>
  service!: ServiceProcess
  keys = { jincheng: '', pengshui: '', bureau: '' }
  #last = 0

  private constructor(folder: string, database: string, far: Embedded, file: string) {
    this.#folder = folder
    this.#database = database
    this.#far = far
    this.env = { YIZHAN_PLACES: file, YIZHAN_DATA_KEY: dataKey, YIZHAN_DATA_DIR: folder }
  }

  static async start(env: Readonly<Record<string, string>> = {}): Promise<ThreePlaces> {
    const database = await bareDatabase()
    const folder = await mkdtemp(join(tmpdir(), 'yizhan-places-'))
    const far = await startEmbedded(join(folder, 'far'), { settings: { fsync: 'off' } })
    const places = [
      { name: 'shanxi', url: inSchema(database.url, 'shanxi'), regions: ['140000', '000000'] },
      { name: 'shandong', url: inSchema(database.url, 'shandong'), regions: ['370000'] },
      { name: 'chongqing', url: inSchema(far.url, 'chongqing'), regions: ['500000'] },
    ]
    const file = join(folder, 'places.yaml')
    await writeFile(file, JSON.stringify({ common: 'shanxi', places }))
    const three = new ThreePlaces(folder, database.url, far, file)
    three.service = await ServiceProcess.start({ ...three.env, ...env })
    await three.#register()
    return three
  }

  async #register(): Promise<void> {
    const [jincheng, pengshui] = ['140500', '500243']
    for (const [code, region] of [
      [hospitals.jincheng, jincheng],
      [hospitals.pengshui, pengshui],
    ] as const) {
      const graded = region === jincheng ? { feeClass: 'class-one' } : {}
      const hospital = { name: code, region, level: 'three', designated: true, criticalDiseaseDesignated: false }
      expect((await this.ask('PUT', `/v1/hospitals/${code}`, { ...hospital, ...graded })).status).toBeLessThan(300)
    }
    const issue = async (body: object) => (await this.ask('POST', '/v1/callers', body)).body.key as string
    this.keys = {
      jincheng: await issue({ kind: 'hospital', name: 'a', region: jincheng, hospitalCode: hospitals.jincheng }),
      pengshui: await issue({ kind: 'hospital', name: 'b', region: pengshui, hospitalCode: hospitals.pengshui }),
      bureau: await issue({ kind: 'bureau', name: 'c', region: '500000' }),
    }
  }

  /** With the key of the first bureau. */
  ask(method: string, path: string, body?: object) {
    return this.askAs(adminKey, method, path, body)
  }

  async askAs(
    key: string,
    method: string,
    path: string,
    body?: object,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer & { readonly headers: Headers }> {
    const reply = await fetch(`${this.service.address}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}), ...more },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await reply.text()
    return { status: reply.status, body: text === '' ? null : JSON.parse(text), headers: reply.headers }
  }

  settle(claim: object, key = this.keys.jincheng) {
    return this.askAs(key, 'POST', '/v1/settlements', claim)
  }

  /** How many rows a table of a place has. */
  async countIn(place: PlaceName, table: string, where = 'true'): Promise<number> {
    const rows = await this.query(place, `SELECT count(*)::int AS count FROM ${place}.${table} WHERE ${where}`)
    return (rows as { count: number }[])[0]?.count ?? -1
  }

  /** As the owner of the server that a place is on. */
  query(place: PlaceName, sql: string): Promise<unknown[]> {
    return query(place === 'chongqing' ? this.#far.url : this.#database, sql)
  }

  /** Somebody on dibao, registered by the bureau. */
  async person(insuredRegion: string): Promise<string> {
    this.#last += 1
    const run = String(this.#last).padStart(3, '0')
    const personNo = `${insuredRegion}${run.padStart(14, '0')}`
    const who = { name: `某${run}`, idType: '01', idNumber: idNumberOf(insuredRegion, run) }
    const insured = { birthDate: '1960-01-01', insuredRegion, enrolledTier: 1 }
    expect((await this.ask('PUT', `/v1/beneficiaries/${personNo}`, { ...who, ...insured })).status).toBeLessThan(300)
    const certified = { certifiedBy: 'civil-affairs', certificateNo: `D${run}` }
    const dibao = { category: 'dibao', from: '2022-01-01', to: null, ...certified }
    expect((await this.ask('POST', `/v1/beneficiaries/${personNo}/identities`, dibao)).status).toBe(201)
    return personNo
  }

  stopFar(): Promise<void> {
    return this.#far.stop()
  }

  async startFar(): Promise<void> {
    this.#far = await startEmbedded(join(this.#folder, 'far'), { settings: { fsync: 'off' } })
  }

  async close(): Promise<void> {
    await this.service.stop()
    await this.#far.stop()
    await rm(this.#folder, { recursive: true, force: true })
  }
}

/** A stay under the laws of Jincheng and Pengshui alike. */
export const stayOf = (personNo: string, hospitalCode: string, settlementNo: string, change: object = {}) => ({
  ...{ settlementNo, personNo, hospitalCode, care: 'inpatient' },
  ...{ admittedOn: '2023-07-01', dischargedOn: '2023-07-15', referral: 'proper' },
  costs: { total: '52000.00', offCatalogue: '2000.00', overLimit: '0.00', preSelfPay: '0.00', inScope: '50000.00' },
  paid: { basic: '34790.00', criticalIllness: '0.00' },
  ...change,
})

function inSchema(address: string, schema: string): string {
  const url = new URL(address)
  url.search = ''
  url.searchParams.set('schema', schema)
  return url.href
}

/** Somebody's, born on 1 January 1960. */
export const idNumberOf = (region: string, run: string): string => inEighteen(`${region}600101${run}`)
