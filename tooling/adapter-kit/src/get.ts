/** Sends a request and follows no redirect. */
export const get = (url: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(url, { headers, redirect: 'manual' });

/** The body of an answer, as an object. */
export const json = async (response: Response | Promise<Response>): Promise<Record<string, unknown>> =>
  (await (await response).json()) as Record<string, unknown>;

/** The address that a redirect leads to. */
export const location = (response: Response): URL => new URL(response.headers.get('location') ?? '', response.url);
