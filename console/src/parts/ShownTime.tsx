import { useLanguage } from '../words/language.tsx'

/** A point in time as clocks in China show it. */
export function ShownTime({ at }: { readonly at: string | null }) {
  const { language } = useLanguage()
  if (at === null) return null
  const shown = new Date(at).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: 'Asia/Shanghai' })
  return <time dateTime={at}>{shown}</time>
}
