import { setImmediate } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { withoutBody } from '../../src/web/without-body.js';

it('withoutBody keeps status and headers, but nothing of the body, and cancels it', async () => {
  let isCancelled = false;
  const body = new ReadableStream({
    cancel() {
      isCancelled = true;
    },
  });
  const headers = { 'content-type': 'text/html', 'content-length': '5', etag: 'x', 'access-control-max-age': '5' };
  const answer = withoutBody(new Response(body, { headers }));
  expect([answer.status, await answer.text(), isCancelled]).toEqual([204, '', true]);
  expect([...answer.headers]).toEqual([['access-control-max-age', '5']]);
  expect(withoutBody(new Response('no', { status: 404 })).status).toBe(404);
});

it('withoutBody survives a body that cannot be cancelled', async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown) => unhandled.push(error);
  process.on('unhandledRejection', note);
  onTestFinished(() => void process.off('unhandledRejection', note));
  const failing = new ReadableStream({ cancel: () => Promise.reject(new Error('cannot be cancelled')) });
  const locked = new Response('read elsewhere');
  locked.body?.getReader();
  for (const response of [new Response(failing), locked]) expect(withoutBody(response).status).toBe(204);
  await setImmediate();
  expect(unhandled).toEqual([]);
});
