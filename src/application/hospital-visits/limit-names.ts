const names: Readonly<Record<string, string>> = {
  annual: '年度救助限额',
  'special-disease': '特殊疾病年度限额',
  'other-disease': '其他疾病年度限额',
  tilt: '倾斜救助年度限额',
  're-aid': '再救助年度限额',
}

/** What a limit is called; one of a bureau's own pack by the name it has there. */
export function limitName(limit: string): string {
  return names[limit] ?? limit
}
