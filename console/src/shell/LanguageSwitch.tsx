import { Button } from 'antd'
import { shellWords } from '../words/catalogue.ts'
import { useLanguage } from '../words/language.tsx'

export function LanguageSwitch() {
  const { language, setLanguage, say } = useLanguage()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <Button type="text" size="small" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => setLanguage(other)}>
      {say(shellWords.otherLanguage)}
    </Button>
  )
}
