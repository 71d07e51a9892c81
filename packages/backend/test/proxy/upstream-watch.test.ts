import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UpstreamWatch } from '../../src/proxy/upstream-watch.js';

// The time that the Frontend API may take, on a clock of the test.

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const encode = (text: string) => new TextEncoder().encode(text);
const reasonOf = ({ signal }: UpstreamWatch) => (signal.reason as Error | undefined)?.message;

it('ends a call without an answer, and says why', () => {
  const watch = new UpstreamWatch(50, undefined);
  vi.advanceTimersByTime(49);
  expect([watch.timedOut, watch.signal.aborted]).toEqual([false, false]);
  vi.advanceTimersByTime(1);
  expect([watch.timedOut, reasonOf(watch)]).toEqual([true, 'The Frontend API has sent nothing for 50 ms.']);
});

it('ends a call whose client has gone, before it or during it', () => {
  const gone = new UpstreamWatch(50, AbortSignal.abort());
  const client = new AbortController();
  const going = new UpstreamWatch(50, client.signal);
  expect(going.signal.aborted).toBe(false);
  client.abort();
  for (const watch of [gone, going]) {
    expect(watch.timedOut).toBe(false);
    expect(reasonOf(watch)).toBe('The Frontend API is not needed any more: the client has gone.');
  }
});

it('has nothing to do with the client and the time after its end', () => {
  const client = new AbortController();
  const watch = new UpstreamWatch(50, client.signal);
  watch.end();
  client.abort();
  expect(vi.getTimerCount()).toBe(0);
  expect(watch.signal.aborted).toBe(false);
});

it('counts while more of the answer is waited for, and only then', async () => {
  const watch = new UpstreamWatch(50, undefined);
  const upstream = new TransformStream<Uint8Array, Uint8Array>();
  const writer = upstream.writable.getWriter();
  const reader = watch.watchAnswer(upstream.readable).getReader();
  await vi.advanceTimersByTimeAsync(1000);
  expect(watch.signal.aborted).toBe(false);
  const reading = reader.read();
  await vi.advanceTimersByTimeAsync(40);
  await writer.write(encode('a'));
  expect((await reading).value).toEqual(encode('a'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(watch.signal.aborted).toBe(false);
  void reader.read();
  await vi.advanceTimersByTimeAsync(50);
  expect(watch.timedOut).toBe(true);
});

it('does not count while more of the request is waited for', async () => {
  const watch = new UpstreamWatch(50, undefined);
  const client = new TransformStream<Uint8Array, Uint8Array>();
  const writer = client.writable.getWriter();
  const reader = watch.watchRequest(client.readable).getReader();
  const reading = reader.read();
  await vi.advanceTimersByTimeAsync(1000);
  expect(watch.timedOut).toBe(false);
  await writer.write(encode('a'));
  await reading;
  await vi.advanceTimersByTimeAsync(50);
  expect(watch.timedOut).toBe(true);
});

it('is over with the answer', async () => {
  const client = new AbortController();
  const watch = new UpstreamWatch(50, client.signal);
  expect(await new Response(watch.watchAnswer(new Blob(['all']).stream())).text()).toBe('all');
  client.abort();
  expect(vi.getTimerCount()).toBe(0);
  expect(watch.signal.aborted).toBe(false);
});

it('is over when the answer breaks off, and passes the error on', async () => {
  const watch = new UpstreamWatch(50, undefined);
  const fault = new Error('the connection broke');
  const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(fault) });
  await expect(watch.watchAnswer(broken).getReader().read()).rejects.toBe(fault);
  expect(vi.getTimerCount()).toBe(0);
});

it('goes on when the request breaks off: the answer still counts', async () => {
  const watch = new UpstreamWatch(50, undefined);
  const fault = new Error('the browser went');
  const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(fault) });
  await expect(watch.watchRequest(broken).getReader().read()).rejects.toBe(fault);
  await vi.advanceTimersByTimeAsync(50);
  expect(watch.timedOut).toBe(true);
});

it('is over when nobody reads the answer any more, and cancels it with the reason', async () => {
  const watch = new UpstreamWatch(50, undefined);
  const reasons: unknown[] = [];
  const upstream = new ReadableStream<Uint8Array>({ cancel: (reason) => void reasons.push(reason) });
  const reader = watch.watchAnswer(upstream).getReader();
  void reader.read();
  await vi.advanceTimersByTimeAsync(1);
  await reader.cancel('enough');
  expect(reasons).toEqual(['enough']);
  expect(vi.getTimerCount()).toBe(0);
});

it('cancels a request that is not sent on', async () => {
  const watch = new UpstreamWatch(50, undefined);
  const reasons: unknown[] = [];
  const body = new ReadableStream<Uint8Array>({ cancel: (reason) => void reasons.push(reason) });
  await watch.watchRequest(body).cancel('enough');
  expect(reasons).toEqual(['enough']);
  watch.end();
});

it('reads nothing before it is read itself', async () => {
  const watch = new UpstreamWatch(50, undefined);
  let pulls = 0;
  const upstream = new ReadableStream<Uint8Array>({ pull: () => void (pulls += 1) }, { highWaterMark: 0 });
  watch.watchAnswer(upstream);
  await vi.advanceTimersByTimeAsync(10);
  expect(pulls).toBe(0);
});

it('lets a request whose body has failed be given up', async () => {
  // As when the client goes away while the upstream is being called: `fetch` cancels a body that has failed already.
  const failed = new ReadableStream<Uint8Array>({
    start: (controller) => controller.error(new Error('The client closed the connection.')),
  });
  const watch = new UpstreamWatch(1000, undefined);
  await expect(watch.watchRequest(failed).cancel()).resolves.toBeUndefined();
  watch.end();
});
