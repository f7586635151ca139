import { describe, expect, test } from 'vitest'
import type { JobOutcome } from '../../../src/application/ledger/group-commit.ts'
import { byHand, byItself, done, type Job, settle } from '../../support/processes/group-commit.ts'

describe('gathering', () => {
  test('one job is a group of one', async () => {
    const { queue, groups } = byHand()
    const answer = queue.submit('a')
    await settle()
    expect(groups.map(({ jobs }) => jobs)).toEqual([['a']])
    groups[0]?.finish()
    expect(await answer).toBe('did a')
  })

  test('what comes in one turn, and what comes while a group is written, goes together in its order', async () => {
    const { queue, groups } = byHand()
    const first = [queue.submit('a'), queue.submit('b')]
    await settle()
    const second = ['c', 'd', 'e'].map((job) => queue.submit(job))
    await settle()
    expect(groups).toHaveLength(1)
    groups[0]?.finish()
    await settle()
    groups[1]?.finish()
    expect(await Promise.all([...first, ...second])).toEqual(['a', 'b', 'c', 'd', 'e'].map((job) => `did ${job}`))
    expect(groups.map(({ jobs }) => jobs)).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ])
  })

  test('a group has at most maxGroup jobs, oldest first: one who sends many does not overtake', async () => {
    const sizes: Job[][] = []
    const queue = byItself(
      async (_, jobs) => {
        sizes.push(jobs)
        return done(jobs)
      },
      { maxGroup: 2 },
    )
    await Promise.all(['many:1', 'many:2', 'many:3', 'few:1', 'many:4'].map((job) => queue.submit(job)))
    expect(sizes).toEqual([['many:1', 'many:2'], ['many:3', 'few:1'], ['many:4']])
  })

  test('a person is always in the same partition, in order, and people spread over the partitions', async () => {
    const seen = new Map<string, { partitions: Set<number>; jobs: Job[] }>()
    const queue = byItself(
      async (partition, jobs) => {
        for (const job of jobs) {
          const person = job.split(':')[0] as string
          const known = seen.get(person) ?? { partitions: new Set(), jobs: [] }
          seen.set(person, { partitions: known.partitions.add(partition), jobs: [...known.jobs, job] })
        }
        return done(jobs)
      },
      { partitions: 4, maxGroup: 3 },
    )
    const jobs = Array.from({ length: 200 }, (_, at) => `1405000000000000${at % 40}:${at}`)
    await Promise.all(jobs.map((job) => queue.submit(job)))
    expect([...seen.values()].every(({ partitions }) => partitions.size === 1)).toBe(true)
    expect(new Set([...seen.values()].flatMap(({ partitions }) => [...partitions]))).toEqual(new Set([0, 1, 2, 3]))
    for (const [person, known] of seen) {
      expect(known.jobs).toEqual(jobs.filter((job) => job.startsWith(`${person}:`)))
    }
  })

  test('partitions do not wait for each other', async () => {
    const { queue, groups } = byHand({ partitions: 2 })
    void queue.submit('a')
    void queue.submit('b')
    await settle()
    expect(groups.map(({ partition }) => partition).sort()).toEqual([0, 1])
  })
})

describe('a bounded queue', () => {
  test('refuses what is more than maxQueue, and takes again when there is room', async () => {
    const { queue, groups } = byHand({ maxQueue: 2 })
    const first = queue.submit('a')
    await settle()
    const waiting = [queue.submit('b'), queue.submit('c')]
    expect(queue.waiting).toBe(2)
    await expect(queue.submit('d')).rejects.toMatchObject({ code: 'overloaded' })
    groups[0]?.finish()
    await settle()
    const later = queue.submit('e')
    groups[1]?.finish()
    await settle()
    groups[2]?.finish()
    expect(await Promise.all([first, ...waiting, later])).toEqual(['did a', 'did b', 'did c', 'did e'])
  })

  test('refuses at its deadline what still waits, before it is processed', async () => {
    const { queue, groups, clock } = byHand()
    const inFlight = queue.submit('a', { deadlineMs: 10 })
    await settle()
    const late = queue.submit('b', { deadlineMs: 10 })
    const inTime = queue.submit('c', { deadlineMs: 11 })
    clock.now = 11
    groups[0]?.finish()
    await expect(late).rejects.toMatchObject({ code: 'deadline-exceeded' })
    await settle()
    expect(groups[1]?.jobs).toEqual(['c'])
    groups[1]?.finish()
    expect(await Promise.all([inFlight, inTime])).toEqual(['did a', 'did c'])
  })

  test('a group of which all came late is not processed at all', async () => {
    const { queue, groups, clock } = byHand()
    const late = queue.submit('a', { deadlineMs: 1 })
    clock.now = 2
    await expect(late).rejects.toMatchObject({ code: 'deadline-exceeded' })
    await queue.close()
    expect(groups).toEqual([])
  })
})

describe('retries', () => {
  test('come first in the next group, before those of the same person who wait', async () => {
    const { queue, groups } = byHand()
    const answers = [queue.submit('p:1'), queue.submit('q:1')]
    await settle()
    answers.push(queue.submit('p:2'))
    groups[0]?.finish([{ retry: true }, { done: 'q' }])
    await settle()
    expect(groups[1]?.jobs).toEqual(['p:1', 'p:2'])
    groups[1]?.finish()
    expect(await Promise.all(answers)).toEqual(['did p:1', 'q', 'did p:2'])
  })

  test('end after 20 attempts, and harm nobody else', async () => {
    let attempts = 0
    const queue = byItself(async (_, jobs) =>
      jobs.map((job) => {
        if (job !== 'unlucky') return { done: job }
        attempts += 1
        return { retry: true }
      }),
    )
    const refused = expect(queue.submit('unlucky')).rejects.toMatchObject({ code: 'overloaded' })
    expect(await queue.submit('lucky')).toBe('lucky')
    await refused
    expect(attempts).toBe(20)
  })

  test('keep their deadline', async () => {
    const { queue, groups, clock } = byHand()
    const answer = queue.submit('a', { deadlineMs: 5 })
    await settle()
    clock.now = 6
    groups[0]?.finish([{ retry: true }])
    await expect(answer).rejects.toMatchObject({ code: 'deadline-exceeded' })
    expect(groups).toHaveLength(1)
  })
})

describe('errors', () => {
  const failing = async (_: number, jobs: Job[]): Promise<JobOutcome<string>[]> => {
    if (jobs.includes('bad')) throw new Error('the group failed')
    return done(jobs)
  }

  test('a bad job fails alone: the others of its group are done', async () => {
    const queue = byItself(failing)
    const [a, bad, b] = ['a', 'bad', 'b'].map((job) => queue.submit(job))
    await expect(bad).rejects.toThrow('the group failed')
    expect(await Promise.all([a, b])).toEqual(['did a', 'did b'])
  })

  test('a job that failed by outcome fails with its own error', async () => {
    const queue = byItself(async (_, jobs) =>
      jobs.map((job) => (job === 'bad' ? { failed: new Error('bad') } : { done: job })),
    )
    const [a, bad] = ['a', 'bad'].map((job) => queue.submit(job))
    await expect(bad).rejects.toThrow('bad')
    expect(await a).toBe('a')
  })

  test('one by one nobody is refused for the time: the failed group may have been written', async () => {
    const clock = { now: 0 }
    const queue = byItself(
      async (_, jobs) => {
        clock.now += 100
        if (jobs.length > 1) throw new Error('cut at COMMIT')
        return done(jobs)
      },
      { now: () => clock.now },
    )
    const answers = ['a', 'b', 'c'].map((job) => queue.submit(job, { deadlineMs: 50 }))
    expect(await Promise.all(answers)).toEqual(['did a', 'did b', 'did c'])
  })

  test('jobs that are run alone and lose go back in their order', async () => {
    const calls: string[][] = []
    const queue = byItself(async (_, jobs) => {
      calls.push(jobs)
      if (calls.length === 1) throw new Error('the group failed')
      return calls.length < 4 ? jobs.map(() => ({ retry: true })) : done(jobs)
    })
    await Promise.all(['p:1', 'p:2'].map((job) => queue.submit(job)))
    expect(calls).toEqual([['p:1', 'p:2'], ['p:1'], ['p:2'], ['p:1', 'p:2']])
  })

  test('a database that goes away while the jobs are run alone ends the rest at once', async () => {
    let calls = 0
    const queue = byItself(
      async (_, jobs) => {
        calls += 1
        throw new Error(jobs.length > 1 ? 'one is bad' : 'no database')
      },
      { isolates: (error) => (error as Error).message === 'one is bad' },
    )
    const answers = await Promise.allSettled(['a', 'b', 'c'].map((job) => queue.submit(job)))
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(calls).toBe(2)
  })

  test('an error that concerns everybody fails the group at once', async () => {
    let calls = 0
    const queue = byItself(
      async () => {
        calls += 1
        throw new Error('no database')
      },
      { isolates: () => false },
    )
    const answers = await Promise.allSettled(['a', 'b', 'c'].map((job) => queue.submit(job)))
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(calls).toBe(1)
  })

  test('the partition goes on after an error, and after outcomes that do not match', async () => {
    let calls = 0
    const queue = byItself(async (_, jobs) => {
      calls += 1
      return calls === 1 ? [] : done(jobs)
    })
    await expect(queue.submit('a')).rejects.toThrow('1 jobs got 0 outcomes')
    expect(await queue.submit('b')).toBe('did b')
  })
})

describe('close', () => {
  test('finishes what is in flight and what waits, and takes nothing more', async () => {
    const { queue, groups } = byHand({ maxGroup: 1 })
    const answers = [queue.submit('a'), queue.submit('b')]
    await settle()
    let closed = false
    const closing = queue.close().then(() => {
      closed = true
    })
    await expect(queue.submit('c')).rejects.toMatchObject({ code: 'overloaded' })
    groups[0]?.finish()
    await settle()
    expect(closed).toBe(false)
    groups[1]?.finish()
    await closing
    expect(await Promise.all(answers)).toEqual(['did a', 'did b'])
  })

  test('of an idle queue ends at once', async () => {
    await byHand().queue.close()
  })
})
