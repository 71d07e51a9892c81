import { describe, expect, it } from 'vitest';
import type { ProxiedMessage } from '../../src/proxy/clerk-frontend-api-proxy.js';
import { answerDecision } from '../../src/web/answer-decision.js';

const post = (body: BodyInit) => new Request('https://app.example.com/__clerk/v1/client', { method: 'POST', body });

async function proxied(request: Request, readAgain?: () => Promise<Response>) {
  let seen: ProxiedMessage | undefined;
  const call = (message: ProxiedMessage) => {
    seen = message;
    return Promise.resolve(new Response('from the Frontend API', { status: 202 }));
  };
  const answer = await answerDecision({ kind: 'proxy', call }, request, readAgain);
  expect([answer.status, await answer.text()]).toEqual([202, 'from the Frontend API']);
  return { type: seen?.headers.get('content-type'), text: await new Response(seen?.body ?? null).text() };
}

describe('answerDecision', () => {
  it('answers with the response that was decided, each of its cookies included', async () => {
    const headers = [
      ['location', 'https://clerk.example.com/v1/client/handshake'],
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ] as const;
    const answer = await answerDecision({ kind: 'respond', response: { status: 307, headers } }, post(''));
    expect([answer.status, answer.body, answer.headers.getSetCookie()]).toEqual([307, null, ['a=1', 'b=2']]);
    expect(answer.headers.get('location')).toBe('https://clerk.example.com/v1/client/handshake');
  });

  it('passes the body on as it came', async () => {
    expect(await proxied(post('strategy=ticket'))).toMatchObject({ text: 'strategy=ticket' });
  });

  it('passes on a body that the framework has read and still has, with the type it has then', async () => {
    const request = post('strategy=ticket');
    await request.text();
    const form = new FormData();
    form.set('strategy', 'ticket');
    const again = await proxied(request, () => Promise.resolve(new Response(form)));
    expect(again.type).toMatch(/^multipart\/form-data; boundary=/);
    expect(again.text).toContain('ticket');
  });

  it('refuses a body that cannot be read again, and keeps the cause', async () => {
    const request = post('strategy=ticket');
    await request.text();
    await expect(proxied(request)).rejects.toMatchObject({ code: 'proxy_body_consumed' });
    const cause = new TypeError('body used');
    await expect(proxied(request, () => Promise.reject(cause))).rejects.toMatchObject({
      code: 'proxy_body_consumed',
      cause,
    });
  });
});
