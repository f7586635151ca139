/** Whose key a request carries. The name stands in reproductions in place of the key. */
export interface Caller {
  readonly name: string
  /** Null: none is sent. */
  readonly key: string | null
  readonly scheme: string
  readonly kind: 'bureau' | 'auditor' | 'hospital' | 'stranger'
  readonly hospitalCode: string | null
}

export function caller(
  name: string,
  kind: Caller['kind'],
  key: string | null,
  hospitalCode: string | null = null,
): Caller {
  return { name, kind, key, hospitalCode, scheme: 'Bearer' }
}

/** Those who are refused: without a key, with a wrong one, with a right one under another scheme. */
export function strangers(sound: Caller): readonly Caller[] {
  return [
    caller('nobody', 'stranger', null),
    caller('wrong_key', 'stranger', 'yz_0000000000000000000000000000000000000000000'),
    caller('long_key', 'stranger', 'k'.repeat(400)),
    caller('odd_key', 'stranger', "' OR 1=1 --"),
    { ...sound, name: 'basic', kind: 'stranger', scheme: 'Basic' },
  ]
}
