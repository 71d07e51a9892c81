/** JSON with exactly the content type clients look for; a charset after it would make them return the text unparsed. */
export function jsonAnswer(body: object, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}
