import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A value of CBOR, as far as authenticators need it. */
type Cbor = number | string | Buffer | ReadonlyMap<number | string, Cbor>;

function head(major: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(major << 5) | size]);
  return size < 256 ? Buffer.from([(major << 5) | 24, size]) : Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
}

function encode(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const items = Array.from(value, ([key, item]) => Buffer.concat([encode(key), encode(item)]));
  return Buffer.concat([head(5, value.size), ...items]);
}

const base64url = (data: Buffer | string) => Buffer.from(data).toString('base64url');
const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest();

/** The options that the service sends as JSON text. */
interface Options {
  readonly challenge: string;
  readonly rp?: { readonly id: string };
}

const present = 0x01;
const verified = 0x04;
const attested = 0x40;

/** A device with one passkey, as `navigator.credentials` uses it. It answers with JSON texts as the browser library sends them. */
export class Authenticator {
  readonly #origin: string;
  readonly #id = randomBytes(16);
  readonly #privateKey: KeyObject;
  readonly #x: Buffer;
  readonly #y: Buffer;
  #counter = 0;

  constructor(origin = 'http://localhost:3000') {
    this.#origin = origin;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.#privateKey = privateKey;
    this.#x = Buffer.from(x, 'base64url');
    this.#y = Buffer.from(y, 'base64url');
  }

  /** `navigator.credentials.create`. */
  create(nonce: string): string {
    const { challenge, rp } = JSON.parse(nonce) as Options;
    const key = new Map<number, Cbor>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, this.#x],
      [-3, this.#y],
    ]);
    const size = Buffer.from([0, this.#id.length]);
    const attestedData = Buffer.concat([Buffer.alloc(16), size, this.#id, encode(key)]);
    const authData = Buffer.concat([this.#data(rp?.id ?? '', present | verified | attested), attestedData]);
    const attestation = new Map<string, Cbor>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ]);
    const clientDataJSON = this.#clientData('webauthn.create', challenge);
    return this.#credential({ clientDataJSON, attestationObject: base64url(encode(attestation)) });
  }

  /** `navigator.credentials.get`. @param origin - of the page that asks */
  get(nonce: string, origin = this.#origin): string {
    const { challenge } = JSON.parse(nonce) as Options;
    this.#counter += 1;
    const clientDataJSON = this.#clientData('webauthn.get', challenge, origin);
    const data = this.#data('localhost', present | verified);
    const signed = Buffer.concat([data, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    const signature = base64url(sign('sha256', signed, this.#privateKey));
    return this.#credential({ clientDataJSON, authenticatorData: base64url(data), signature });
  }

  #credential(response: object): string {
    const id = base64url(this.#id);
    return JSON.stringify({ type: 'public-key', id, rawId: id, authenticatorAttachment: 'platform', response });
  }

  #clientData(type: string, challenge: string, origin = this.#origin): string {
    return base64url(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  #data(host: string, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.#counter);
    return Buffer.concat([sha256(host), Buffer.from([flags]), counter]);
  }
}
