/**
 * What a session that settles is opened with.
 *
 * force_generic_plan: for a single claim PostgreSQL would plan the read anew every time, because one row looks cheaper
 * than the ten that an array is taken for; that takes longer than the read itself.
 * enable_seqscan off: a plan is kept for as long as the connection, and one made while a table had a single page would
 * read that table whole, for each claim, until statistics are next gathered.
 * jit off: where a table is read whole nonetheless, that counts as so costly that the plan would be compiled first, which took
 * 7 s for the state of a fund that is read in 30 ms.
 */
export const ledgerSession = { plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off', jit: 'off' } as const
