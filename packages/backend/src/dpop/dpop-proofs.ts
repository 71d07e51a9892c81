import { provider } from '#crypto';
import type { DpopCredentials, DpopRefusal, DpopRequest, DpopVerifier } from '../dpop-verifier.js';
import { isEqualText } from '../is-equal-text.js';
import { checkProofClaims } from './check-proof-claims.js';
import { takeDpopOptions, type DpopOptions, type DpopSettings } from './dpop-options.js';
import { ProofNonces } from './proof-nonces.js';
import { isSignedWith, thumbprintOf } from './public-key.js';
import { readProof, type Proof } from './read-proof.js';
import { ReplayGuard } from './replay-guard.js';

/** Scheme and token, and nothing after it. @see RFC 9110 section 11.4, RFC 6750 section 2.1 */
const credentials = /^[ \t]*dpop[ \t]+([\w.~+/-]+=*)[ \t]*$/i;
const scheme = /^[ \t]*dpop(?:[ \t,]|$)/i;

const refuse = (what: string): DpopRefusal => ({
  reason: 'dpop-proof-invalid',
  message: `The DPoP proof ${what}.`,
});
const replayed: DpopRefusal = { reason: 'dpop-proof-replayed', message: 'The DPoP proof was used before.' };
const nonceRequired: DpopRefusal = {
  reason: 'dpop-nonce-required',
  message: 'The DPoP proof must have the nonce that comes with this answer.',
};

/** One token with its proof. */
class ProvenToken implements DpopCredentials {
  readonly refusal: DpopRefusal | undefined;
  readonly #proof: Proof | undefined;
  readonly #verifier: ProofVerifier;
  readonly #request: DpopRequest;

  constructor(
    readonly token: string,
    request: DpopRequest,
    verifier: ProofVerifier,
  ) {
    this.#verifier = verifier;
    this.#request = request;
    const proof = readProof(request.header('dpop'), verifier.algorithms);
    const fault = typeof proof === 'string' ? proof : verifier.findFault(proof, request);
    this.refusal = fault === undefined ? undefined : refuse(fault);
    this.#proof = typeof proof === 'string' || fault !== undefined ? undefined : proof;
  }

  async verify(jkt: string): Promise<DpopRefusal | undefined> {
    return this.#proof ? this.#verifier.verify(this.#proof, this.token, jkt, this.#request) : this.refusal;
  }

  async nextNonce(): Promise<string | undefined> {
    return this.#verifier.nextNonce(this.#proof, this.#request.nowMs);
  }
}

/** A header that names the scheme, and no token. */
const noCredentials: DpopCredentials = {
  token: '',
  refusal: refuse('needs one access token beside it: `Authorization: DPoP <token>`'),
  verify: () => Promise.resolve(noCredentials.refusal),
  nextNonce: () => Promise.resolve(undefined),
};

class ProofVerifier implements DpopVerifier {
  readonly algorithms: readonly string[];
  readonly #settings: DpopSettings;
  readonly #replays: ReplayGuard;
  readonly #nonces: ProofNonces | undefined;

  constructor(settings: DpopSettings) {
    const { algorithms, maxAgeSeconds, clockSkewSeconds, maxEntries, replayStore, nonceSecret } = settings;
    this.algorithms = algorithms;
    this.#settings = settings;
    // From the first moment at which its time counts to the last one.
    this.#replays = new ReplayGuard((maxAgeSeconds + 2 * clockSkewSeconds) * 1000, maxEntries, replayStore);
    this.#nonces = nonceSecret === undefined ? undefined : new ProofNonces(nonceSecret);
  }

  read(request: DpopRequest): DpopCredentials | undefined {
    const authorization = request.header('authorization');
    if (!authorization || !scheme.test(authorization)) return undefined;
    const [, token] = credentials.exec(authorization) ?? [];
    return token === undefined ? noCredentials : new ProvenToken(token, request, this);
  }

  findFault({ claims }: Proof, request: DpopRequest): string | undefined {
    const { origin } = this.#settings;
    const received = request.url();
    const url = new URL(origin ?? received);
    url.pathname = received.pathname;
    return checkProofClaims(claims, { ...this.#settings, method: request.method, url, nowMs: request.nowMs });
  }

  async verify(proof: Proof, token: string, jkt: string, request: DpopRequest): Promise<DpopRefusal | undefined> {
    const { ath, nonce, jti } = proof.claims;
    const tokenHash = await provider.hashBase64Url('SHA-256', token);
    if (typeof ath !== 'string' || !isEqualText(ath, tokenHash)) return refuse('is for another access token (`ath`)');
    // The key of the token comes first: without it nobody can have a signature verified.
    if (!isEqualText(await thumbprintOf(proof.key), jkt))
      return refuse('was made with another key than the token needs');
    if (!(await isSignedWith(proof.key, proof.signed, proof.signature))) return refuse('has a wrong signature');
    if (this.#nonces && !(await this.#nonces.ageOf(nonce, request.nowMs))) return nonceRequired;
    const id = await provider.hashBase64Url('SHA-256', `${jkt} ${String(jti)}`);
    return this.#use(id, jkt, request);
  }

  async #use(id: string, jkt: string, { nowMs, observer }: DpopRequest): Promise<DpopRefusal | undefined> {
    const found = await this.#replays.use({ id, jkt }, nowMs, observer);
    if (found === 'new') return undefined;
    if (found === 'seen') return replayed;
    return {
      reason: 'dpop-replay-memory-full',
      message: 'Too many DPoP proofs came in a short time.',
      retryAfterSeconds: this.#settings.maxAgeSeconds,
    };
  }

  async nextNonce(proof: Proof | undefined, nowMs: number): Promise<string | undefined> {
    if (!this.#nonces || (proof && (await this.#nonces.ageOf(proof.claims['nonce'], nowMs)) === 'new'))
      return undefined;
    return this.#nonces.at(nowMs);
  }
}

/**
 * Takes OAuth access tokens that are bound to a key, with a proof that the client has the key (`Authorization: DPoP`, RFC 9449). Give it to the
 * option `dpop`, the same object each time: it keeps the proofs that were used.
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`
 * @example
 * app.use(clerkMiddleware({ dpop: dpopProofs() }));
 * app.all('/mcp', protect({ token: 'oauth_token', resource, dpop: true }), handler);
 */
export function dpopProofs(options: DpopOptions = {}): DpopVerifier {
  return new ProofVerifier(takeDpopOptions(options));
}
