import { useSearchParams } from 'wouter'

/**
 * What a list is searched by, kept in the address: it survives that the page is loaded anew, and other pages lead to it. What
 * the address says is as somebody typed it: the service looks at it.
 */
export function useSought<Sought extends object>(
  usual: Partial<Sought> = {},
): [Sought, (next: Partial<Sought>) => void] {
  const [params, setParams] = useSearchParams()
  const written = Object.fromEntries(params) as Partial<Sought>
  const sought = params.size === 0 ? usual : written
  return [sought as Sought, (next) => setParams(new URLSearchParams(Object.entries(next)))]
}

/** The same for an address: what is not asked for is left out. */
export const asQuery = (fields: object): string =>
  String(
    new URLSearchParams(
      Object.entries(fields)
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([name, value]) => [name, String(value)]),
    ),
  )
