import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, type FormInstance, Table, type TableColumnsType } from 'antd'
import { shellWords } from '../words/catalogue.ts'
import { useSay, type Words } from '../words/language.tsx'
import { ProblemAlert, sayAtFields } from './problem.tsx'

interface PageOf<Row> {
  readonly items: readonly Row[]
  readonly nextCursor: string | null
}

interface List<Row> {
  readonly label: string
  readonly queryKey: readonly unknown[]
  /** A page of the list; the first has no cursor. */
  readonly load: (page: { readonly limit: number; readonly cursor?: string }) => Promise<PageOf<Row>>
  readonly columns: TableColumnsType<Row>
  readonly rowKey?: (keyof Row & string) | ((row: Row) => string)
  /** What is said where there is nothing. */
  readonly empty?: Words
  /** The form whose filters are asked for, so that what is refused is said at its field. */
  readonly form?: FormInstance
  /** In how many milliseconds it is asked again, by what it shows; left out, it is not. */
  readonly refetchInterval?: (rows: readonly Row[]) => number | false
}

const pageSize = 20

/** A list of the service: the next page on a click, and a word where there is nothing. */
export function ListTable<Row extends object>(list: List<Row>) {
  const { label, queryKey, load, columns, rowKey, empty, form, refetchInterval } = list
  const say = useSay()
  const { data, error, isFetching, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => load({ limit: pageSize, ...(pageParam === '' ? {} : { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: ({ state }) => refetchInterval?.(state.data?.pages.flatMap(({ items }) => items) ?? []) ?? false,
  })
  if (error) {
    return <ProblemAlert error={error} saidAt={form ? sayAtFields(form, error) : []} onRetry={() => void refetch()} />
  }
  const rows = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <section aria-label={label}>
      <Table<Row>
        rowKey={rowKey ?? 'id'}
        size="small"
        bordered
        pagination={false}
        loading={isFetching && !isFetchingNextPage}
        dataSource={rows}
        // Without a row nothing in it takes the focus, so that a keyboard could not move it: its heads then take more lines.
        scroll={rows.length > 0 ? { x: 'max-content' } : {}}
        locale={{ emptyText: say(empty ?? shellWords.nothing) }}
        columns={columns}
      />
      {hasNextPage ? (
        <Button className="below" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say(shellWords.more)}
        </Button>
      ) : null}
    </section>
  )
}
