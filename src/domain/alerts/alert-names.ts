import type { Bilingual } from '../language.ts'

/** What a follow-up may come to. */
export const followUpResults = ['checked', 'included', 'not-included'] as const
export type FollowUpResult = (typeof followUpResults)[number]

export const followUpNames: Record<FollowUpResult, Bilingual> = {
  checked: { zh: '已核查', en: 'checked' },
  included: { zh: '已纳入', en: 'included' },
  'not-included': { zh: '未纳入', en: 'not included' },
}

/**
 * Where an alert stands: open, or as its last follow-up says. Undone: nobody had looked, and the bills that took the person past
 * the line were reversed or recalculated; it is open again once the year passes the line again.
 */
export const alertStatuses = ['open', 'undone', ...followUpResults] as const
export type AlertStatus = (typeof alertStatuses)[number]

export const alertStatusNames: Record<AlertStatus, Bilingual> = {
  open: { zh: '待核查', en: 'open' },
  undone: { zh: '已撤销（费用已冲正或重算）', en: 'undone: the bills were reversed or recalculated' },
  ...followUpNames,
}

/** What found that a person stands above the line. */
export const alertCauses = ['settlement', 'settled-anew', 'sweep'] as const
export type AlertCause = (typeof alertCauses)[number]

export const alertCauseNames: Record<AlertCause, Bilingual> = {
  settlement: { zh: '结算', en: 'a settlement' },
  'settled-anew': { zh: '重新结算', en: 'a recalculation' },
  sweep: { zh: '筛查', en: 'a sweep' },
}

/** Events that webhooks are told of. */
export const eventTypes = ['alert.raised', 'settlement.adjusted'] as const
export type EventType = (typeof eventTypes)[number]

export const eventNames: Record<EventType, Bilingual> = {
  'alert.raised': { zh: '触发预警', en: 'an alert was raised' },
  'settlement.adjusted': { zh: '结算被重新计算', en: 'a settlement was recalculated with another’s reversal' },
}

export const deliveryStatuses = ['pending', 'delivered', 'dead'] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]

export const deliveryNames: Record<DeliveryStatus, Bilingual> = {
  pending: { zh: '待送达', en: 'pending' },
  delivered: { zh: '已送达', en: 'delivered' },
  dead: { zh: '多次失败', en: 'given up' },
}

/** Of what a person is watched against. */
export const alarms = ['return', 'fall'] as const
export type Alarm = (typeof alarms)[number]

export const alarmNames: Record<Alarm, Bilingual> = {
  return: { zh: '因病返贫预警', en: 'falling back into poverty' },
  fall: { zh: '因病致贫预警', en: 'falling into poverty' },
}
