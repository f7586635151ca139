import type { DataKeyRow } from '../../db/data-keys/rows.ts'
import { chinaDay } from '../../domain/calendar.ts'

/** Refusals to start, in both languages: the request that could ask for one of them is never answered. */

export function missing(source: string, keys: readonly DataKeyRow[], given: readonly string[]): string {
  const en = keys.map(({ keyId, firstUsedAt }) => `key ${keyId} (in use since ${chinaDay(firstUsedAt)})`).join(', ')
  const zh = keys.map(({ keyId, firstUsedAt }) => `密钥 ${keyId}（自 ${chinaDay(firstUsedAt)} 起使用）`).join('、')
  return [
    `${source} does not fit this database. What it holds is sealed with ${en}; given: ${given.join(', ')}.`,
    'Start with the key that was kept with this database or with the backup it was restored from. While keys are changed give all of them, newest first, with commas between. docs/operations/backup.md says more.',
    `${source} 与此数据库不符：数据以${zh}加密，而所给的是 ${given.join('、')}。`,
    '请使用与此数据库（或所恢复的备份）一同保管的密钥；更换密钥期间请给出全部密钥，最新的在前，以逗号分隔。详见 docs/operations/backup.md。',
  ].join('\n')
}

export function retired(source: string, keyId: string, retiredAt: Date): string {
  return [
    `${source} begins with key ${keyId}, which was retired on ${chinaDay(retiredAt)} and seals nothing any more. Put the newest key first, or take this one out.`,
    `${source} 的第一个密钥 ${keyId} 已于 ${chinaDay(retiredAt)} 停用，不再用于加密。请将最新的密钥放在最前，或删去此密钥。`,
  ].join('\n')
}

export function unopened(source: string, table: string, given: readonly string[]): string {
  return [
    `${source} does not open what this database holds (${table}); given: ${given.join(', ')}. Start with the key that was kept with this database or with the backup it was restored from.`,
    `${source} 打不开此数据库中已加密的数据（${table}）；所给密钥为 ${given.join('、')}。请使用与此数据库（或所恢复的备份）一同保管的密钥。`,
  ].join('\n')
}

export function dataKeyDamaged(keyId: string): string {
  return [
    `What the database says of data key ${keyId} (table data_keys) does not open although the key is at hand: the row was changed by hand. Restore it from a backup.`,
    `数据库中关于数据密钥 ${keyId} 的记录（data_keys 表）无法打开，而密钥本身并无缺失：该记录被人改动过。请从备份恢复。`,
  ].join('\n')
}

export function fileMissing(path: string): string {
  return [
    `${path} is missing, and the database holds what was sealed with the key in it. Put the file back from its backup, or set YIZHAN_DATA_KEY; a new key would not open what is there.`,
    `缺少 ${path}，而数据库中有用其中密钥加密的数据。请从备份恢复该文件，或设置 YIZHAN_DATA_KEY；新的密钥打不开已有的数据。`,
  ].join('\n')
}

export function startFirst(source: string, newest: string): string {
  return [
    `${source} begins with key ${newest}, with which the service was never started. Restart the service with the same keys first: one that does not have the new key could not open what is sealed with it.`,
    `${source} 的第一个密钥 ${newest} 尚未被服务使用过。请先以同样的密钥重启服务，再更换密钥：没有新密钥的服务打不开用它加密的数据。`,
  ].join('\n')
}

export function rotating(): string {
  return 'Another data-key:rotate is under way on this database. Wait for it, or stop it.\n此数据库上正在进行另一次密钥更换，请等待其结束或先将其停止。'
}
