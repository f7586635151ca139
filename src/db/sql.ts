import type pg from 'pg'

/** Where a statement may run: on a connection of its own, within a transaction or beside one. */
export type Queryable = pg.ClientBase | pg.Pool
