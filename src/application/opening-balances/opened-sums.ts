/** What was used and borne elsewhere, by the names that the annual cap has. */
export interface OpenedSums {
  /** By the names of the region's limits. */
  readonly limits?: readonly { readonly name: string; readonly used: string }[] | undefined
  /** In-scope self-pay after main aid, which tilt or re-aid looks at. */
  readonly selfPay?: string | undefined
  /** All that the person paid, which early warning looks at. */
  readonly personBurden?: string | undefined
  /** In-scope inpatient self-pay, from which the deductible is met. */
  readonly inpatientSelfPay?: string | undefined
  readonly criticalIllnessBase?: string | undefined
  readonly basicPaid?: string | undefined
  /** In-scope cost that has entered basic insurance, where that has bands of the year. */
  readonly basicEntered?: string | undefined
  /** Of the self-pay, what tilt or re-aid has paid on, by the limit of each. */
  readonly topUps?: readonly { readonly name: string; readonly paidOn: string }[] | undefined
  readonly stays?: number | undefined
}
