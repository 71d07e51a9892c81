export function GET(request) {
  return Response.json({ url: request.url, h: Object.fromEntries(request.headers) });
}
