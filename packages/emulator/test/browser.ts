/** A minimal browser for sign-ins: cookies per host (they ignore ports), and redirects that the test follows. */
export class Browser {
  readonly #jar = new Map<string, string>();

  get cookieHeader(): string {
    return Array.from(this.#jar, ([name, value]) => `${name}=${value}`).join('; ');
  }

  cookie(name: string): string | undefined {
    return this.#jar.get(name);
  }

  /** Applies `Set-Cookie` headers, removals included. */
  store(headers: Headers): void {
    for (const directive of headers.getSetCookie()) {
      const [pair = '', ...attributes] = directive.split(';').map((part) => part.trim());
      const at = pair.indexOf('=');
      const name = pair.slice(0, at);
      if (attributes.some((attribute) => attribute.toLowerCase() === 'max-age=0')) this.#jar.delete(name);
      else this.#jar.set(name, pair.slice(at + 1));
    }
  }

  /** Replaces the value of a cookie, with and without the suffix of the instance. */
  replace(name: string, value: string): void {
    for (const known of this.#jar.keys()) {
      if (known === name || known.startsWith(`${name}_`)) this.#jar.set(known, value);
    }
  }

  /** The request of a top-level navigation. */
  navigation(url: string): Request {
    return new Request(url, {
      headers: {
        accept: 'text/html',
        'sec-fetch-dest': 'document',
        'sec-fetch-mode': 'navigate',
        ...(this.#jar.size > 0 ? { cookie: this.cookieHeader } : {}),
      },
    });
  }

  /** One navigation, without following a redirect. */
  async visit(url: string): Promise<Response> {
    const response = await fetch(this.navigation(url), { redirect: 'manual' });
    this.store(response.headers);
    return response;
  }

  /** Sends a form as a page of `origin` would. */
  async submit(url: string, fields: Record<string, string>, origin = new URL(url).origin): Promise<Response> {
    const response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
      headers: {
        origin,
        'sec-fetch-site': origin === new URL(url).origin ? 'same-origin' : 'cross-site',
        ...(this.#jar.size > 0 ? { cookie: this.cookieHeader } : {}),
      },
    });
    this.store(response.headers);
    return response;
  }
}

/** The address of a redirect. */
export function locationOf(response: Response): string {
  const location = response.headers.get('location');
  if (location === null) throw new Error(`Expected a redirect, got ${response.status}`);
  return location;
}
