import { z } from 'zod'
import { named } from './fields.ts'

/** What a list had beside what was read. */
export const columnsPassedOver = named(
  z.array(z.string()),
  'Columns of the file that nothing was read of, by their names; at most 30',
  '文件中未读取的列名，最多 30 个',
)
