import type { APIContext, MiddlewareNext } from 'astro';
import type { RequestDecision } from './request-decision.js';

/** Renders the page of the application for a status. */
async function errorPage(status: 404 | 500, { url, request }: APIContext, next: MiddlewareNext): Promise<Response> {
  // Astro may require a slash at the end, or none.
  const path = `/${String(status)}${url.pathname.endsWith('/') ? '/' : ''}`;
  try {
    return await next(new Request(new URL(path, url), { headers: request.headers }));
  } catch {
    // It was rendered when the application was built, or fails.
    return new Response(null);
  }
}

const setsCookies = ({ headers }: RequestDecision) => headers.some(([name]) => name === 'set-cookie');

/**
 * An answer whose cookies Astro keeps. In the place of an empty 404 or 500 Astro renders the page of the application for errors, and Astro 5
 * keeps one of several `Set-Cookie` then: a renewed session would be lost. So this renders the page for 404, and gives 500 a body without text.
 */
export async function withErrorPage(
  response: Response,
  decision: RequestDecision,
  context: APIContext,
  next: MiddlewareNext,
): Promise<Response> {
  const { status, statusText, body } = response;
  // Astro marks answers of endpoints and of its pages for errors.
  const isFinal = response.headers.get('x-astro-reroute') === 'no';
  const isReplaced = body === null && (status === 404 || status === 500) && !isFinal;
  if (!isReplaced || !setsCookies(decision) || !context.generator.startsWith('Astro v5.')) return response;
  const page = status === 404 ? ((await errorPage(404, context, next)).body ?? '') : '';
  const headers = new Headers(response.headers);
  if (page !== '') headers.set('content-type', 'text/html');
  return new Response(page, { status, statusText, headers });
}

/**
 * The answer where the application fails. Astro drops the cookies of the decision if its page for 500 was rendered when the application was
 * built: a renewed session would be lost. So this renders the page if there are cookies, or answers without text.
 * @throws the error, if there are none
 */
export async function answerFailure(
  error: unknown,
  decision: RequestDecision,
  context: APIContext,
  next: MiddlewareNext,
): Promise<Response> {
  if (!setsCookies(decision)) throw error;
  // Astro reports only what it catches itself.
  // eslint-disable-next-line no-console
  console.error(error);
  const { body, headers } = await errorPage(500, context, next);
  // Astro would put its page in the place of an answer without a body.
  return new Response(body ?? '', { status: 500, headers });
}
