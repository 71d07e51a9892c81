/** The signature algorithms the service uses and we accept. @see RFC 7518 section 3.3 */
export type SignatureAlgorithm = 'RS256' | 'RS384' | 'RS512';

/** The members of a JSON Web Key we read. @see RFC 7517 section 4 */
export interface JsonWebKeyLike {
  readonly kty?: string;
  readonly kid?: string;
  readonly alg?: string;
  readonly use?: string;
  readonly n?: string;
  readonly e?: string;
}

declare const keyBrand: unique symbol;
/** A public key in the runtime's own form, kept for as long as the key is trusted. */
export interface VerifyKey {
  readonly [keyBrand]: never;
}

/**
 * What the runtime must offer. `node.ts` answers synchronously (`node:crypto`), `web.ts` with promises (WebCrypto);
 * callers await only when they get a promise.
 */
export interface CryptoProvider {
  /**
   * Imports an RSA public key.
   * @param key - a JWK, or the DER bytes of an SPKI public key
   * @throws {UnusableKeyError} if it is not an RSA public key of at least 2048 bits; any other error is a fault of the runtime
   */
  importKey(key: JsonWebKeyLike | Uint8Array): VerifyKey | Promise<VerifyKey>;
  /**
   * Whether `signature` is the RSASSA-PKCS1-v1_5 signature of `data` under `key`. Text beyond ASCII counts as UTF-8.
   * @throws only faults of the runtime
   */
  verifySignature(
    key: VerifyKey,
    algorithm: SignatureAlgorithm,
    data: string,
    signature: Uint8Array,
  ): boolean | Promise<boolean>;
  /** Hash of the UTF-8 bytes, base64url without padding. SHA-1 only for cookie names, never for security. */
  hashBase64Url(algorithm: 'SHA-1' | 'SHA-256', text: string): string | Promise<string>;
  /** HMAC (RFC 2104) of the UTF-8 bytes. SHA-1 only where the official packages read the result. */
  hmac(algorithm: 'SHA-1' | 'SHA-256', key: Uint8Array, data: string): Uint8Array | Promise<Uint8Array>;
  /**
   * Encrypts text with AES-256-GCM (NIST SP 800-38D) and a new initialization vector, so that a change of the result shows.
   * @param key - 32 bytes
   * @returns the initialization vector (12 bytes), what is encrypted, and the tag (16 bytes)
   */
  encrypt(key: Uint8Array, text: string): Uint8Array | Promise<Uint8Array>;
  /** What {@link encrypt} has encrypted; `undefined` if it was changed, or encrypted with another key. */
  decrypt(key: Uint8Array, bytes: Uint8Array): string | undefined | Promise<string | undefined>;
  /** base64url (RFC 4648 section 5) to bytes; `undefined` if it is not that. */
  decodeBase64Url(text: string): Uint8Array | undefined;
  /** base64url to text, UTF-8; `undefined` if it is not base64url. Invalid UTF-8 becomes U+FFFD, a byte order mark is dropped. */
  decodeBase64UrlText(text: string): string | undefined;
}
