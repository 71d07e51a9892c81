/**
 * Whether a request for a page or a link must change nothing: a HEAD request, or one that a browser sends in advance. Programs that
 * check messages, and browsers that prefetch, would otherwise use up links that work once.
 */
export function changesNothing({ method, headers }: Request): boolean {
  return method === 'HEAD' || isInAdvance(headers);
}

/** The answer to such a request. A browser repeats what it could not get in advance when the person goes there. */
export function answerWithoutChange({ headers }: Request): Response {
  return new Response(null, { status: isInAdvance(headers) ? 503 : 200, headers: { 'cache-control': 'no-store' } });
}

function isInAdvance(headers: Headers): boolean {
  return /\bprefetch\b/i.test(headers.get('sec-purpose') ?? headers.get('purpose') ?? '');
}
