/**
 * What pg-boss writes, put so that Citus takes it too: a statement that changes rows may there neither reckon with the clock and a
 * column in one step, nor use the clock within COALESCE. It means the same on every server.
 */
const rewritten: readonly (readonly [theirs: RegExp, ours: string])[] = [
  [/\(started_on \+ expire_in\) < now\(\)/g, '(now() - started_on) > expire_in'],
  [
    /EXTRACT\( EPOCH FROM \(now\(\) - COALESCE\((\w+), now\(\) - interval '1 week'\) \) \) > \$1/g,
    '($1 IS NULL OR EXTRACT(EPOCH FROM (now() - $1)) > $$1)',
  ],
]

export function spreadable(text: string): string {
  return rewritten.reduce((said, [theirs, ours]) => said.replace(theirs, ours), text)
}
