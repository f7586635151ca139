/**
 * Where all tables of this run lie, so that what runs in `public` is shown to run in a schema of its own as well: set
 * YIZHAN_TEST_SCHEMA. Tests that look at `public` or at the queue by its name fail there and say so.
 */
export function inTestSchema(url: URL): URL {
  const schema = process.env.YIZHAN_TEST_SCHEMA
  if (!schema) return url
  url.searchParams.set('schema', schema)
  // For the owner's own connections; the service sets its own.
  url.searchParams.set('options', `-c search_path=${schema}`)
  return url
}
