import { checkExchange } from '../openapi/check-exchange.js';
import type { Emulator } from '../../src/index.js';

/** The answer to a call. */
export class CallAnswer {
  constructor(
    readonly status: number,
    readonly headers: Headers,
    /** The parsed JSON; the text of a page. */
    readonly body: unknown,
  ) {}

  /** The value at a path such as `response.sessions.0.id`; undefined if there is none. */
  at(path: string): unknown {
    let value = this.body;
    for (const name of path.split('.')) {
      if (typeof value !== 'object' || value === null) return undefined;
      value = (value as Readonly<Record<string, unknown>>)[name];
    }
    return value;
  }

  /** The text at a path. */
  text(path: string): string {
    const value = this.at(path);
    if (typeof value === 'string') return value;
    throw new Error(`No text at ${path} in ${String(this.status)} ${JSON.stringify(this.body)}`);
  }

  /** The code of the first error. */
  get code(): unknown {
    return this.at('errors.0.code');
  }

  /** The field that the first error names. */
  get parameter(): unknown {
    return this.at('errors.0.meta.param_name');
  }
}

/** Values of a form: a list is sent as a repeated key, null as empty text. */
export type Form = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** What a call may carry beside its method and path. */
export interface CallOptions {
  readonly form?: Form;
  /** Sent as JSON. */
  readonly json?: object;
  /** Sent as multipart. */
  readonly file?: File;
  /** Sent as it is, as `application/octet-stream`. */
  readonly text?: string;
  readonly query?: Form;
  /** The session that calls. Default: the session of the last sign-in. Null: none is named. */
  readonly sessionId?: string | null;
  /** A session token, which the library sends to some routes. */
  readonly token?: string;
}

/** A browser with the vendor's library: forms, `_method`, a dev browser, the session that calls. */
export class BrowserClient {
  readonly #emulator: Emulator;
  readonly #origin: string;
  readonly #userAgent: string;
  #devBrowser: string | undefined;
  #cookie: string | undefined;
  /** The session of the last sign-in. */
  sessionId: string | undefined;

  constructor(
    emulator: Emulator,
    {
      origin = 'http://localhost:3000',
      userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36',
    } = {},
  ) {
    this.#emulator = emulator;
    this.#origin = origin;
    this.#userAgent = userAgent;
  }

  /** Signs in with a password. @returns the id of the session */
  async signIn(identifier: string, password: string): Promise<string> {
    const answer = await this.post('/v1/client/sign_ins', { identifier, password });
    this.sessionId = answer.text('response.created_session_id');
    return this.sessionId;
  }

  get(path: string, query: Form = {}): Promise<CallAnswer> {
    return this.call('GET', path, { query });
  }

  post(path: string, form: Form = {}): Promise<CallAnswer> {
    return this.call('POST', path, { form });
  }

  patch(path: string, form: Form = {}): Promise<CallAnswer> {
    return this.call('PATCH', path, { form });
  }

  delete(path: string, form: Form = {}): Promise<CallAnswer> {
    return this.call('DELETE', path, { form });
  }

  async call(method: string, path: string, options: CallOptions = {}): Promise<CallAnswer> {
    if (this.#devBrowser === undefined && path !== '/v1/dev_browser') {
      const created = await this.#send('POST', '/v1/dev_browser', {});
      this.#devBrowser = created.text('id');
    }
    return this.#send(method, path, options);
  }

  /** A navigation to an address of the emulator, with the cookie that it set, without following a redirect. */
  async visit(url: string, form?: Form): Promise<Response> {
    const response = await fetch(new URL(url, this.#emulator.url), {
      redirect: 'manual',
      headers: { accept: 'text/html', ...(this.#cookie && { cookie: this.#cookie }) },
      ...(form && { method: 'POST', body: parameters(form) }),
    });
    this.#keepCookie(response.headers);
    return response;
  }

  #keepCookie(headers: Headers): void {
    const [pair] = headers.getSetCookie().map((directive) => directive.split(';')[0]);
    this.#cookie = pair ?? this.#cookie;
  }

  async #send(method: string, path: string, options: CallOptions): Promise<CallAnswer> {
    const query = parameters(options.query ?? {});
    query.set('_clerk_js_version', '6.31.1');
    if (this.#devBrowser !== undefined) query.set('__clerk_db_jwt', this.#devBrowser);
    const sessionId = options.sessionId === undefined ? this.sessionId : options.sessionId;
    if (sessionId) query.set('_clerk_session_id', sessionId);
    if (method !== 'GET' && method !== 'POST') query.set('_method', method);
    const response = await fetch(`${this.#emulator.url}${path}?${query.toString()}`, {
      method: method === 'GET' ? 'GET' : 'POST',
      headers: {
        origin: this.#origin,
        'user-agent': this.#userAgent,
        ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }),
        ...(options.json && { 'content-type': 'application/json' }),
        ...(options.text !== undefined && { 'content-type': 'application/octet-stream' }),
      },
      ...(method !== 'GET' && { body: bodyOf(options) }),
      redirect: 'manual',
    });
    this.#keepCookie(response.headers);
    const text = await response.text();
    const body = options.json ?? parameters(options.file ? { file: options.file.name } : (options.form ?? {}));
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    const answer: unknown = isJson ? JSON.parse(text) : text || undefined;
    if (isJson) checkExchange({ method, path, query, body, status: response.status, answer });
    return new CallAnswer(response.status, response.headers, answer);
  }
}

function bodyOf({ form = {}, json, file, text }: CallOptions): string | URLSearchParams | FormData {
  if (text !== undefined) return text;
  if (json) return JSON.stringify(json);
  if (!file) return parameters(form);
  const multipart = new FormData();
  multipart.set('file', file);
  return multipart;
}

function parameters(form: Form): URLSearchParams {
  const result = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) {
    for (const item of Array.isArray(value) ? value : [value]) result.append(name, String(item ?? ''));
  }
  return result;
}

/** Settings with which links by e-mail are possible, too. */
export const withEmailLinks = {
  attributes: {
    email_address: { first_factors: ['email_code', 'email_link'], verifications: ['email_code', 'email_link'] },
  },
};

/** The claims of a token, unchecked. */
export function claimsOf(jwt: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Readonly<Record<string, unknown>>;
}
