import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runPage } from '../../../scripts/his-page.ts'
import { demoPeople } from '../../../src/application/demo/demo-people.ts'
import { transactions } from '../../../src/nhsa/transactions/all.ts'
import { issueKeys, type Keys, otherHospitalCode, otherRegion } from '../../support/access/callers.ts'
import { type NationalCell, type nationalColumns, nationalRules } from '../../support/access/national-table.ts'
import { type Answered, ask, inJincheng, newMsgid } from '../../support/claims/messages.ts'
import { testApp } from '../../support/database/test-app.ts'

const it = testApp()
const page = readFileSync(new URL('../../../docs/hospital-interface.md', import.meta.url), 'utf8')
/** A third one: it has read the certificate of the person of the page, and treated nobody. */
const reader = { code: 'H50024300001', region: '500243', key: '' }
const stranger = { code: otherHospitalCode, region: otherRegion, key: '' }
let keys: Keys
let proxy: Server

const seen = new Set<string>()
const wrong: string[] = []
/** Numbers of visits and settlements that the hospital was given. */
const own = new Set<string>()

const cardOf = (personNo: string) => demoPeople.find((one) => one.personNo === personNo)?.idNumber ?? ''
const person = inJincheng('dibao')
/** Of whom the stranger has the certificate at hand. */
const other = inJincheng('severely-disabled')

beforeAll(async () => {
  keys = await issueKeys(it)
  const of = { kind: 'hospital', name: 'access', region: reader.region, hospitalCode: reader.code } as const
  Object.assign(reader, { key: await it.issue(of) })
  Object.assign(stranger, { key: keys.otherHospital })
  await by(reader, '1101', { data: { mdtrt_cert_type: '02', mdtrt_cert_no: cardOf(person), psn_cert_type: '01' } })
  proxy = createServer((request, response) => {
    void relay(request).then((answer) => response.setHeader('content-type', 'application/json').end(answer))
  })
  await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready))
})
afterAll(() => {
  proxy.close()
})

interface Message {
  readonly infno: string
  readonly input: Record<string, unknown>
}

async function relay(request: IncomingMessage): Promise<string> {
  const body = await text(request)
  const message: Message = JSON.parse(body)
  if (!seen.has(message.infno)) {
    seen.add(message.infno)
    await tryOthers(message)
  }
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${it.keys.hospital}` }
  const answer = (await it.app.inject({ method: 'POST', url: request.url ?? '', payload: body, headers })).body
  for (const [, number = ''] of answer.matchAll(/"(?:mdtrt_id|setl_id)":"([^"]+)"/g)) own.add(number)
  return answer
}

function by({ code, region, key }: typeof reader, infno: string, input: Record<string, unknown>): Promise<Answered> {
  return ask(it, infno, input, { key, msgid: newMsgid(code), envelope: envelopeOf(code, region) })
}

const envelopeOf = (code: string, region: string) => ({
  fixmedins_code: code,
  mdtrtarea_admvs: region,
  insuplc_admdvs: '140502',
})

async function tryOthers(message: Message): Promise<void> {
  const { infno, input } = message
  const [hospital, unread, read] = nationalRules[infno] ?? []
  if (hospital !== 'yes') return
  await expectCell('unread', stranger, { infno, input: ofStranger(input) }, unread)
  await expectCell('read', reader, message, read)
  await expectRefused(message)
}

/** Reading a certificate is allowed to whoever has it, so the stranger reads another person's. */
function ofStranger(input: Message['input']): Message['input'] {
  return JSON.parse(JSON.stringify(input).replaceAll(cardOf(person), cardOf(other)))
}

async function expectCell(
  column: (typeof nationalColumns)[number],
  sender: typeof reader,
  { infno, input }: Message,
  cell: NationalCell | undefined,
): Promise<void> {
  const answer = await by(sender, infno, input)
  const found = await cellOf(sender, { infno, input }, answer)
  const told = [...own].filter((number) => answer.text.includes(number) && !JSON.stringify(input).includes(number))
  if (found !== cell || told.length > 0) wrong.push(`${infno} ${column}: ${found} ${told} ${answer.text.slice(0, 600)}`)
  if (infno === '2401' && answer.body.infcode === 0) await callOff(sender, answer)
}

/** Nobody lies in two beds: the stay that another opened is called off, so that the hospital can open its own. */
async function callOff(sender: typeof reader, admitted: Answered): Promise<void> {
  const { mdtrt_id } = admitted.body.output.result
  const { body } = await by(sender, '2404', { data: { psn_no: person, mdtrt_id } })
  if (body.infcode !== 0) wrong.push(`2404 after 2401: ${body.err_msg}`)
}

async function cellOf(sender: typeof reader, { infno, input }: Message, answer: Answered): Promise<string> {
  if (answer.status !== 200) return String(answer.status)
  if (answer.body.infcode === 0) return 'yes'
  // Whoever may see the person is told that there is no such visit; the others, that there is no such person.
  const names = sender === reader ? things : [...things, 'psn_no']
  const nobodys = ofNobody(input, names) as Message['input']
  // Nothing of it is asked for by its number: it is refused for what it says.
  if (JSON.stringify(nobodys) === JSON.stringify(input)) return 'yes'
  const same = (await by(sender, infno, nobodys)).body.err_msg
  return bare(same) === bare(answer.body.err_msg) ? 'nobody' : 'refused'
}

const things = [
  ...['mdtrt_id', 'setl_id', 'trt_dcla_detl_sn', 'omsgid', 'file_qury_no', 'clr_appy_evt_id', 'sign_no'],
  'fixmedins_code',
]

/** The same message with numbers that nobody has, of the same form. */
function ofNobody(value: unknown, names: readonly string[], name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => ofNobody(one, names))
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, ofNobody(inner, names, key)]))
  return names.includes(name) && typeof value === 'string' ? value.replace(/.{4}$/, '9999') : value
}

/** What is said, without the numbers that were sent. */
const bare = (message: string) => message.replace(/[0-9A-Za-z-]{12,36}/g, '…')

/** Whoever is no hospital, and a hospital in another's name, whatever they send. */
async function expectRefused({ infno, input }: Message): Promise<void> {
  const { bureau, otherBureau, province, auditor, admin, otherHospital } = keys
  for (const [name, key] of Object.entries({ bureau, otherBureau, province, auditor, admin, otherHospital })) {
    const { status, body } = await ask(it, infno, input, { key })
    if (status !== 200 || body.infcode !== -1 || !/密钥/.test(body.err_msg))
      wrong.push(`${infno} ${name}: ${body.err_msg}`)
  }
  for (const key of [null, 'yz_hospital_nobodys-key-000000000']) {
    const { status } = await ask(it, infno, input, { key, from: `127.2.${seen.size}.1` })
    if (status !== 401) wrong.push(`${infno} ${key}: ${status}`)
  }
}

test('every transaction has a row, and no row is of one that is gone', () => {
  expect(Object.keys(nationalRules).sort()).toEqual([...transactions.keys()].sort())
})

test('nobody but the hospital itself is answered about its visits, and nobody about a person it may not see', async () => {
  const { port } = proxy.address() as AddressInfo
  await runPage(page, { port, key: it.keys.hospital })
  expect(wrong).toEqual([])
  expect([...seen].sort()).toEqual([...transactions.keys()].sort())
}, 300_000)
