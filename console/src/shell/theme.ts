import type { ThemeConfig } from 'antd'

/** Every text is told from its ground at 4.5 to 1, while it is pointed at too: those who read it all day are not all young. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0958d9',
    colorPrimaryHover: '#003eb3',
    colorLink: '#0958d9',
    colorLinkHover: '#003eb3',
    colorError: '#cf1322',
    colorErrorHover: '#a8071a',
    colorErrorBorderHover: '#a8071a',
    colorSuccess: '#237804',
    colorWarning: '#874d00',
    colorSuccessBg: '#f6ffed',
    colorWarningBg: '#fffbe6',
    colorErrorBg: '#fff2f0',
    colorTextDescription: '#595959',
    colorTextTertiary: '#595959',
    colorTextQuaternary: '#6b6b6b',
    colorTextPlaceholder: '#6b6b6b',
    colorTextDisabled: '#6b6b6b',
    borderRadius: 4,
    motion: false,
  },
  components: { Button: { textHoverBg: '#f0f0f0' } },
}
