/** Node's own modules without an import, which bundlers for browsers would not find. @see process.getBuiltinModule, Node 20.16 */
interface NodeModules {
  getBuiltinModule?(name: 'node:crypto'): { readonly webcrypto: Crypto };
  getBuiltinModule?(name: 'node:util'): Pick<typeof globalThis, 'TextEncoder' | 'TextDecoder'>;
}

/** Jest with jsdom runs on Node, but scripts see only what jsdom has. Looked up at each use: test files add globals after imports. */
const node = (): NodeModules | undefined => (typeof process === 'undefined' ? undefined : process);

/** Globals that jsdom does not have. */
const globals: {
  readonly crypto?: Partial<Crypto>;
  readonly TextEncoder?: typeof TextEncoder;
  readonly TextDecoder?: typeof TextDecoder;
} = globalThis;

function required<T>(value: T | undefined, name: string): T {
  if (value !== undefined) return value;
  throw new ReferenceError(
    `This runtime has no \`${name}\`. Use Node.js 20.16 or newer, or define it before the first token.`,
  );
}

/** WebCrypto's operations. */
export function subtle(): SubtleCrypto {
  return required(
    globals.crypto?.subtle ?? node()?.getBuiltinModule?.('node:crypto').webcrypto.subtle,
    'crypto.subtle',
  );
}

/** Random bytes from WebCrypto. */
export function randomValues(length: number): Uint8Array<ArrayBuffer> {
  const crypto = globals.crypto?.getRandomValues ? globals.crypto : node()?.getBuiltinModule?.('node:crypto').webcrypto;
  const source = required(crypto, 'crypto.getRandomValues');
  // It must be called on its object.
  return (source as Crypto).getRandomValues(new Uint8Array(length));
}

let encoder: TextEncoder | undefined;

/** The encoder for UTF-8. */
export function textEncoder(): TextEncoder {
  if (encoder) return encoder;
  const Encoder = globals.TextEncoder ?? node()?.getBuiltinModule?.('node:util').TextEncoder;
  encoder = new (required(Encoder, 'TextEncoder'))();
  return encoder;
}

/**
 * A decoder for UTF-8; what is no UTF-8 becomes U+FFFD.
 * @param options - `ignoreBOM`: keeps a byte order mark. Default false
 */
export function createTextDecoder(options?: TextDecoderOptions): TextDecoder {
  const Decoder = globals.TextDecoder ?? node()?.getBuiltinModule?.('node:util').TextDecoder;
  return new (required(Decoder, 'TextDecoder'))('utf-8', options);
}
