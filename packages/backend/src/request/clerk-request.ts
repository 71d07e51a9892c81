import { parseCookies } from './read-cookies.js';
import { publicOrigin, publicUrl } from './public-origin.js';
import { requestHead } from './request-head.js';

/** A URL that can be compared with another one. */
export interface ClerkUrl extends URL {
  /** Whether another URL has another origin. */
  isCrossOrigin(other: URL | string): boolean;
}

/** A request with its public URL and its cookies. It has no body: that stays with the request it was made from. */
export interface ClerkRequest extends Request {
  /** The URL as the browser sees it, forwarded headers applied. */
  readonly clerkUrl: ClerkUrl;
  readonly cookies: Map<string, string>;
  /** For `JSON.stringify`. Headers and cookies are in it, tokens included: nothing for a log. */
  toJSON(): {
    readonly url: string;
    readonly method: string;
    readonly headers: string;
    readonly clerkUrl: string;
    readonly cookies: string;
  };
}

type Parameters = ConstructorParameters<typeof Request>;

/** Marks such requests, also for another copy of the package. */
// Stryker disable next-line StringLiteral: the name only has to be the same in all copies of the package.
const brand = Symbol.for('@acme/backend.clerk-request');

function isClerkRequest(input: Parameters[0]): input is ClerkRequest {
  return typeof input === 'object' && brand in input;
}

/** What a request says besides its address, without its body. */
function headOf({ method, headers, redirect, signal }: Request): RequestInit {
  return { method, headers, redirect, signal };
}

const isRequest = (input: Parameters[0]): input is Request =>
  typeof input === 'object' && 'headers' in input && 'url' in input;

/** Defined when it is needed, because loading the package must not load the classes of the Fetch API. */
function defineClerkRequest(): new (...parameters: Parameters) => ClerkRequest {
  class ClerkUrl extends URL {
    isCrossOrigin(other: URL | string): boolean {
      return this.origin !== new URL(other).origin;
    }
  }

  return class ClerkRequest extends Request {
    readonly clerkUrl: ClerkUrl;
    readonly cookies: Map<string, string>;

    constructor(input: Parameters[0], init?: Parameters[1]) {
      if (isRequest(input)) super(input.url, init ?? headOf(input));
      else super(input, init);
      const head = requestHead(this);
      this.clerkUrl = new ClerkUrl(publicUrl(head, publicOrigin(head)));
      // Stryker disable next-line StringLiteral: a text without an equals sign has no cookie, too.
      this.cookies = new Map(parseCookies(this.headers.get('cookie') ?? ''));
      Object.defineProperty(this, brand, {});
    }

    toJSON() {
      return {
        url: this.clerkUrl.href,
        method: this.method,
        headers: JSON.stringify(Object.fromEntries(this.headers)),
        clerkUrl: this.clerkUrl.href,
        cookies: JSON.stringify(Object.fromEntries(this.cookies)),
      };
    }
  };
}

let Defined: ReturnType<typeof defineClerkRequest> | undefined;

/**
 * Creates a request with public URL and cookies. One that this function has created is returned as it is. The body of the given request is
 * not read.
 * @throws {TypeError} if `Request` refuses the parameters
 */
export function createClerkRequest(...parameters: ConstructorParameters<typeof Request>): ClerkRequest {
  const [input] = parameters;
  if (isClerkRequest(input)) return input;
  Defined ??= defineClerkRequest();
  return new Defined(...parameters);
}
