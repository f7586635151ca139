import { type UseQueryOptions, useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { ProblemAlert } from './problem.tsx'

interface Loaded<Data> {
  /** What the service answered; nothing while it has not, or has refused. */
  readonly data: Data | undefined
  /** What stands in its place till then: a skeleton, or the refusal with a way to ask again. */
  readonly waiting: ReactNode
  readonly refetch: () => void
}

/** One thing of the service that a page is about. */
export function useLoaded<Data>(options: UseQueryOptions<Data>): Loaded<Data> {
  const { data, error, refetch } = useQuery(options)
  const again = () => void refetch()
  const waiting = error ? <ProblemAlert error={error} onRetry={again} /> : <Skeleton active />
  return { data: error ? undefined : data, waiting, refetch: again }
}
