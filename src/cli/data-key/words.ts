import type { Rotated, RotationProgress } from '../../application/data-keys/rotate.ts'
import type { DataKeyRow } from '../../db/data-keys/rows.ts'
import type { HeldValues } from '../../db/data-keys/sealed.ts'
import { chinaDay } from '../../domain/calendar.ts'

const names: Readonly<Record<string, string>> = {
  roster_people: 'people of rosters 名单人员',
  beneficiaries: 'people 参保人员',
  applications: 'contacts of applications 申请联系方式',
  webhooks: 'secrets of webhooks 推送签名密钥',
  data_keys: 'look-up and signing secrets 查找与签名密钥',
}

const nameOf = (table: string) => names[table] ?? table
const number = (value: number) => value.toLocaleString('en-US')

export function progressLine({ table, done, total }: RotationProgress): string {
  return `${nameOf(table)}: ${number(done)} of ${number(total)}`
}

export function linesOfRotation({ newest, resealed, unopened, retired, left, stopped }: Rotated): string[] {
  return [
    `${number(resealed)} values sealed anew with key ${newest}. 已用密钥 ${newest} 重新加密 ${number(resealed)} 项。`,
    ...retired.map(
      (keyId) =>
        `Key ${keyId} holds nothing any more and is retired: take it out of YIZHAN_DATA_KEY (or the data-key file) and restart. Keep it as long as a backup from before is kept.\n` +
        `密钥 ${keyId} 已不再加密任何数据，已停用：请从 YIZHAN_DATA_KEY（或 data-key 文件）中删去并重启服务；更换之前的备份仍需此密钥，请随备份一并保管。`,
    ),
    ...unopened.map(
      ({ table, key }) =>
        `No key opens this value of ${nameOf(table)}: ${key.join(' ')}. Register it anew. 没有密钥能打开，请重新登记。`,
    ),
    ...(left === 0
      ? []
      : [
          `${number(left)} values are still sealed with other keys${stopped ? ': stopped' : ''}. Run the same command again; every key stays needed until then.`,
          `尚有 ${number(left)} 项由其他密钥加密${stopped ? '（已中止）' : ''}。请再次运行同一命令；在此之前所有密钥都不可删去。`,
        ]),
  ]
}

export function linesOfStatus(
  keys: readonly DataKeyRow[],
  held: readonly HeldValues[],
  given: readonly string[],
): string[] {
  const lines = keys.flatMap(({ keyId, firstUsedAt, retiredAt }) => [
    `key 密钥 ${keyId}: in use since 启用于 ${chinaDay(firstUsedAt)}, ${stateOf(keyId, retiredAt, given)}`,
    ...linesOfHeld(held, keyId),
  ])
  const nameless = linesOfHeld(held, null)
  const unknown = given.filter((id) => !keys.some(({ keyId }) => keyId === id))
  return [
    ...lines,
    ...(nameless.length === 0 ? [] : ['sealed before keys had ids 密钥编号启用之前加密:', ...nameless]),
    ...unknown.map((id) => `key 密钥 ${id}: given, not used yet 已给出，尚未使用`),
  ]
}

function stateOf(keyId: string, retiredAt: Date | null, given: readonly string[]): string {
  if (retiredAt !== null)
    return `retired 停用于 ${chinaDay(retiredAt)}${given.includes(keyId) ? '; may be taken out 可以删去' : ''}`
  if (given.length === 0) return 'needed 仍需保留'
  if (given[0] === keyId) return 'seals what is written 用于加密'
  return given.includes(keyId) ? 'opens, still needed 仅用于解密，仍需保留' : 'needed and not given 必需，但未给出'
}

function linesOfHeld(held: readonly HeldValues[], keyId: string | null): string[] {
  return held.filter((one) => one.keyId === keyId).map(({ table, count }) => `  ${nameOf(table)}: ${number(count)}`)
}
