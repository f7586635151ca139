/** What is promised of a fund, part by part, and all of it. */
export const promised = [
  ...(['settledNotCleared', 'owedToPeople', 'appliedNotApproved'] as const),
  ...(['approvedNotPaid', 'recoveredToSetOff', 'subsidiesNotPaid', 'total'] as const),
]
