// Runs in every JavaScript runtime: nothing of Node's, nothing of the test runner's.

interface TestKey {
  readonly kid: string;
  readonly publicPem: string;
  readonly privatePem: string;
  readonly publicJwk: object;
  readonly privateJwk: object;
}

/** The file `vectors/keys.json`. */
export interface TestKeys {
  readonly keys: Readonly<Record<string, TestKey>>;
}

/** The key of that name. */
type KeyOf = (name: string) => TestKey;

const placeholders: Readonly<Record<string, (names: string, keyOf: KeyOf) => unknown>> = {
  pem: (name, keyOf) => keyOf(name).publicPem,
  pem1line: (name, keyOf) => keyOf(name).publicPem.replaceAll('\n', ''),
  privatePem: (name, keyOf) => keyOf(name).privatePem,
  jwk: (name, keyOf) => keyOf(name).publicJwk,
  privateJwk: (name, keyOf) => keyOf(name).privateJwk,
  jwks: (names, keyOf) => ({ keys: names.split(',').map((name) => keyOf(name).publicJwk) }),
};

function fillIn(value: unknown, keyOf: KeyOf): unknown {
  if (typeof value === 'string') {
    const match = /^\{\{(\w+):([^}]*)\}\}$/.exec(value);
    return match?.[1] && match[2] !== undefined ? placeholders[match[1]]?.(match[2], keyOf) : value;
  }
  if (Array.isArray(value)) return value.map((item) => fillIn(item, keyOf));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fillIn(item, keyOf)]));
}

/** Recorded vectors with the test keys filled in. */
export function fillVectors<T>(vectors: unknown, { keys }: TestKeys): readonly T[] {
  const keyOf = (name: string) => {
    const key = keys[name.trim()];
    if (!key) throw new Error(`The vectors have no key "${name}".`);
    return key;
  };
  return fillIn(vectors, keyOf) as readonly T[];
}
