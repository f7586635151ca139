import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { authenticate } from '../application/callers/authenticate.ts'
import { createCaller } from '../application/callers/issue-keys.ts'
import { type DemoOperator, demoOperators, prepareDemoOperators } from '../application/demo/demo-operators.ts'
import { demoHospitals } from '../application/demo/demo-people.ts'
import { demoClerk, loadDemoData } from '../application/demo/load-demo.ts'
import type { Service } from '../application/service.ts'
import type { Config } from '../config.ts'
import { certificate, stay } from '../http/openapi/examples.ts'

/** Keys that an embedded start makes and keeps beside its data. */
export interface DemoKeys {
  readonly bureau: string
  readonly auditor: string
  readonly hospitals: Readonly<Record<string, string>>
  /** People to sign in as, one of each post. */
  readonly operators: readonly DemoOperator[]
}

const demoHospitalRegions = Object.fromEntries(demoHospitals.map(({ hospitalCode, region }) => [hospitalCode, region]))

export const demoKeysFile = ({ dataDir }: Pick<Config, 'dataDir'>) => join(dataDir, 'demo-keys.json')

export async function prepareDemo(config: Config, service: Service): Promise<DemoKeys> {
  await loadDemoData(service)
  const path = demoKeysFile(config)
  // What is gone or was cut off is issued anew.
  const kept = (await readFile(path, 'utf8')
    .then(JSON.parse)
    .catch(() => null)) as Partial<DemoKeys> | null
  if (isWhole(kept) && (await authenticate(service, kept.bureau))) return kept
  const keys = await issueDemoKeys(service)
  // Made anew, not written over: the folder is the database user's, and a link that lies there is not followed.
  await rm(path, { force: true })
  await writeFile(path, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  return keys
}

const isWhole = (kept: Partial<DemoKeys> | null): kept is DemoKeys =>
  typeof kept?.bureau === 'string' &&
  typeof kept.auditor === 'string' &&
  typeof kept.hospitals === 'object' &&
  Array.isArray(kept.operators)

async function issueDemoKeys(service: Service): Promise<DemoKeys> {
  const issue = async (kind: 'hospital' | 'bureau' | 'auditor', name: string, region: string, hospitalCode?: string) =>
    (await createCaller(service, demoClerk, { kind, name, region, hospitalCode })).key
  const hospitals: Record<string, string> = {}
  for (const [code, region] of Object.entries(demoHospitalRegions)) {
    hospitals[code] = await issue('hospital', `demo ${code}`, region, code)
  }
  return {
    bureau: await issue('bureau', 'demo bureau', '000000'),
    auditor: await issue('auditor', 'demo auditor', '000000'),
    hospitals,
    operators: await prepareDemoOperators(service),
  }
}

/**
 * Shows the keys to whoever sits at the terminal. What is written elsewhere, into a journal or the log of a container, is kept
 * and read by others: there a line says where the keys are.
 */
export function showDemo(address: string, keys: DemoKeys, config: Config, log: Logger): void {
  if (process.stdout.isTTY) process.stdout.write(welcome(address, keys))
  else
    log.info({
      event: 'demo.ready',
      console: `${address}/console`,
      docs: `${address}/docs`,
      keysIn: demoKeysFile(config),
    })
}

function welcome(address: string, { bureau, auditor, hospitals, operators }: DemoKeys): string {
  const people = operators.map(({ username, password }) => `  ${username.padEnd(14)}  ${password}  ${nameOf(username)}`)
  const keys = Object.entries(hospitals).map(([code, key]) => `  hospital ${code}  ${key}`)
  const quote = Object.fromEntries(Object.entries(stay).filter(([name]) => name !== 'settlementNo'))
  const curl = (path: string, body: object) => `curl -s ${address}${path} -H 'accept-language: zh' \\
  -H 'authorization: Bearer ${hospitals[stay.hospitalCode]}' -H 'content-type: application/json' \\
  -d '${JSON.stringify(body)}'
`
  return `
Yizhan 一站 is ready 已就绪

  Console 控制台:                   ${address}/console
  API and try-it page 接口与试用页:  ${address}/docs

Demo operators, to sign in as 演示操作员 (用户名 密码):
${people.join('\n')}

Demo keys 演示密钥 (Authorize 后粘贴):
  bureau 经办机构           ${bureau}
  auditor 审计              ${auditor}
${keys.join('\n')}

Paste this to read a certificate, and to quote a stay in Jincheng 粘贴以下命令读取证件，并试算一次晋城住院:

${curl('/v1/certificate-reads', certificate)}
${curl('/v1/settlements/quote', quote)}
`
}

const nameOf = (username: string) => demoOperators.find((one) => one.username === username)?.name ?? ''
