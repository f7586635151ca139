import { decimal, yuan } from '../../../src/domain/money.ts'
import type { DifferenceType } from '../../../src/domain/reconciliation/differences.ts'
import type { TestApp } from '../../support/database/test-app.ts'
import { type Row, undone } from '../../support/files/hospital-file.ts'
import { type Program, undoUnknown, type Visit } from './program.ts'

interface Course {
  readonly it: TestApp
  readonly program: Program
  readonly visit: Visit
}

/** What becomes of a visit: the rows that the hospital's own accounts end the day with, and what was planted there. */
interface VisitCourse {
  readonly name: string
  readonly at: (at: number) => boolean
  readonly course: (course: Course, at: number) => Promise<readonly Row[]>
  readonly planted?: DifferenceType
}

/** Every so many visits; the offsets are such that no visit has two courses. */
const every = (step: number, offset: number) => (at: number) => at % step === offset
/** Of the two in a hundred whose answer is lost, every fifth. */
const lostAnswer = (nth: number) => (at: number) => at % 50 === 7 && Math.floor(at / 50) % 5 === nth

const off = (row: Row, fen: number): Row => ({
  ...row,
  total: yuan(decimal(row.total).plus(decimal(String(fen)).div(100))),
})

/** A settlement that comes after its 2601: refused, never posted. */
async function refusedLate({ program, visit }: Course): Promise<void> {
  if (await program.sendLate(visit)) throw new Error(`${visit.number} was settled after its 2601`)
}

export const courses: readonly VisitCourse[] = [
  {
    name: 'lost after it was settled, sent again',
    at: lostAnswer(0),
    course: async ({ program, visit }) => {
      await program.lose(visit, 'after-commit')
      return [(await program.settle(visit)).row]
    },
  },
  {
    name: 'lost after it was settled, undone by 2601',
    at: lostAnswer(1),
    course: async (course) => {
      const { it, program, visit } = course
      await program.lose(visit, 'after-commit')
      await undoUnknown(it, program.hospital, visit)
      await refusedLate(course)
      return []
    },
  },
  {
    name: 'lost before it arrived, sent again',
    at: lostAnswer(2),
    course: async ({ program, visit }) => {
      await program.lose(visit, 'before-arrival')
      return [(await program.settle(visit)).row]
    },
  },
  {
    name: 'lost before it arrived, undone by 2601, and arriving after all',
    at: lostAnswer(3),
    course: async (course) => {
      const { it, program, visit } = course
      await program.lose(visit, 'before-arrival')
      await undoUnknown(it, program.hospital, visit)
      await refusedLate(course)
      return []
    },
  },
  {
    name: 'lost after it was settled, and forgotten',
    at: lostAnswer(4),
    planted: 'only-here',
    course: async ({ program, visit }) => {
      await program.lose(visit, 'after-commit')
      return []
    },
  },
  {
    name: 'reversed, both rows kept',
    at: every(100, 11),
    course: async ({ program, visit }) => {
      const booked = await program.settle(visit)
      await program.undo(visit, booked)
      return [booked.row, undone(booked.row)]
    },
  },
  {
    name: 'reversed, neither row kept',
    at: every(100, 12),
    course: async ({ program, visit }) => {
      await program.undo(visit, await program.settle(visit))
      return []
    },
  },
  {
    name: 'reversed here, and forgotten there',
    at: every(125, 13),
    planted: 'reversed-here',
    course: async ({ program, visit }) => {
      const booked = await program.settle(visit)
      await program.undo(visit, booked)
      return [booked.row]
    },
  },
  {
    name: 'reversed in the hospital’s accounts alone',
    at: every(125, 14),
    planted: 'reversed-there',
    course: async ({ program, visit }) => {
      const { row } = await program.settle(visit)
      return [row, undone(row)]
    },
  },
  {
    name: 'booked with another amount, by 0.01 to 61.00',
    at: every(125, 15),
    planted: 'amounts-differ',
    course: async ({ program, visit }, at) => [off((await program.settle(visit)).row, 1 + ((at * 7) % 6100))],
  },
  {
    name: 'booked twice',
    at: every(125, 16),
    planted: 'duplicate',
    course: async ({ program, visit }) => {
      const { row } = await program.settle(visit)
      return [row, row]
    },
  },
  {
    name: 'booked, and never sent',
    at: every(125, 17),
    planted: 'only-there',
    course: async ({ visit: { number, personNo, total } }) => [
      { settlement: number, personNo, total, fundPaid: '0.00', accountPaid: '0.00', refunded: false },
    ],
  },
  {
    name: 'settled',
    at: () => true,
    course: async ({ program, visit }) => [(await program.settle(visit)).row],
  },
]

export interface SimulatedVisit {
  readonly visit: Visit
  readonly course: VisitCourse
  readonly rows: readonly Row[]
}

/** The n-th visit of a hospital's day, from admission to its accounts. */
export async function simulateVisit(it: TestApp, program: Program, at: number): Promise<SimulatedVisit> {
  const course = courses.find((one) => one.at(at)) as VisitCourse
  const visit = await program.begin(at)
  return { visit, course, rows: await course.course({ it, program, visit }, at) }
}
