import type { ChangeFeed, ChangeTopic } from './change-feed.js';

/** Interval in ms of the comments that keep the connection open through proxies, and show an open page that it still works. */
const heartbeatMs = 15_000;

/**
 * Server-sent events: the topic of each change as `data: {"topic":"requests"}`. A page that reads slowly gets each topic once.
 * @throws {ApiError} 503 `too_many_listeners`
 */
export function eventStream(changes: ChangeFeed, signal: AbortSignal): Response {
  const pending = new Set<ChangeTopic>();
  const encoder = new TextEncoder();
  let stop: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string) => controller.enqueue(encoder.encode(text));
        const unsubscribe = changes.subscribe((topic) => {
          if ((controller.desiredSize ?? 0) > 0) send(messageOf(topic));
          else pending.add(topic);
        });
        const timer = setInterval(() => {
          if ((controller.desiredSize ?? 0) > 0) send(': alive\n\n');
        }, heartbeatMs);
        timer.unref();
        stop = () => {
          clearInterval(timer);
          unsubscribe();
        };
        signal.addEventListener('abort', stop, { once: true });
        // Pages count as connected from here on.
        send('retry: 1000\n: connected\n\n');
      },
      pull(controller) {
        for (const topic of pending) controller.enqueue(encoder.encode(messageOf(topic)));
        pending.clear();
      },
      cancel() {
        stop();
      },
    },
    { highWaterMark: 16 },
  );
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      // Nothing between may collect the notices.
      'x-accel-buffering': 'no',
    },
  });
}

const messageOf = (topic: ChangeTopic) => `data: ${JSON.stringify({ topic })}\n\n`;
