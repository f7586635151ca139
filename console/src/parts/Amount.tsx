import { Button, Popover } from 'antd'
import type { ReactNode } from 'react'
import { shownMoney } from './money.ts'

/** An amount that says on a click how it came to be. */
export function Amount({ yuan, about }: { readonly yuan: string; readonly about: ReactNode }) {
  return (
    <Popover trigger="click" content={<div className="about">{about}</div>}>
      <Button type="link" size="small" className="money">
        {shownMoney(yuan)}
      </Button>
    </Popover>
  )
}
