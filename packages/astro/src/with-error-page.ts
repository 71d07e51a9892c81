import type { APIContext, MiddlewareNext } from 'astro';
import type { RequestDecision } from './request-decision.js';

/** Renders the page of the application for addresses that do not exist. */
async function notFoundPage({ url, request }: APIContext, next: MiddlewareNext): Promise<BodyInit> {
  // Astro may require a slash at the end, or none.
  const path = url.pathname.endsWith('/') ? '/404/' : '/404';
  try {
    const page = await next(new Request(new URL(path, url), { headers: request.headers }));
    return page.body ?? '';
  } catch {
    // It was rendered when the application was built, or fails.
    return '';
  }
}

/**
 * An answer whose cookies Astro keeps. In the place of an empty 404 or 500 Astro renders the page of the application for errors, and Astro 5
 * keeps one of several `Set-Cookie` then: a renewed session would be lost. So this renders the page for 404, and gives 500 a body without text.
 */
export async function withErrorPage(
  response: Response,
  { headers: added }: RequestDecision,
  context: APIContext,
  next: MiddlewareNext,
): Promise<Response> {
  const { status, statusText, body } = response;
  // Astro marks answers of endpoints and of its pages for errors.
  const isFinal = response.headers.get('x-astro-reroute') === 'no';
  const isReplaced = body === null && (status === 404 || status === 500) && !isFinal;
  const setsCookies = added.some(([name]) => name === 'set-cookie');
  if (!isReplaced || !setsCookies || !context.generator.startsWith('Astro v5.')) return response;
  const page = status === 404 ? await notFoundPage(context, next) : '';
  const headers = new Headers(response.headers);
  if (page !== '') headers.set('content-type', 'text/html');
  return new Response(page, { status, statusText, headers });
}
