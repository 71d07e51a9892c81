/** Somebody with a browser without scripts: it keeps cookies, which ignore ports, and follows redirects between the sites of this machine. */
export class Visitor {
  readonly #cookies = new Map<string, string>();

  /** Opens a page, or sends a form as the page's own site does. */
  async open(url: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    let [at, fields] = [url, form];
    for (let redirects = 0; redirects < 20; redirects += 1) {
      const response = await fetch(at, {
        redirect: 'manual',
        headers: {
          accept: 'text/html',
          connection: 'close',
          cookie: Array.from(this.#cookies, ([name, value]) => `${name}=${value}`).join('; '),
          'sec-fetch-dest': 'document',
          'sec-fetch-mode': 'navigate',
          ...(fields && { origin: new URL(at).origin, 'sec-fetch-site': 'same-origin' }),
        },
        ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
      });
      for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
      const location = response.headers.get('location');
      if (location === null) return response;
      [at, fields] = [new URL(location, at).href, undefined];
    }
    throw new Error(`${url} redirects without an end.`);
  }

  #keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (/;\s*max-age=0/i.test(cookie)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
