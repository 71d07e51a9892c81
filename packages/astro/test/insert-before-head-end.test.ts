import { expect, it } from 'vitest';
import { insertBeforeHeadEnd } from '../src/insert-before-head-end.js';

const insert = async (chunks: readonly string[]) => {
  const encoder = new TextEncoder();
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
      controller.close();
    },
  });
  return new Response(source.pipeThrough(insertBeforeHeadEnd('<new>'))).text();
};

const page = '<html><head><header>é</header></HEAD><body></head>b</body></html>';

it('finds the end of the head wherever the page is split', async () => {
  const expected = page.replace('</HEAD>', '<new></HEAD>');
  expect(await insert([page])).toBe(expected);
  expect(await insert([...page])).toBe(expected);
  for (let at = 1; at < page.length; at += 1) expect(await insert([page.slice(0, at), page.slice(at)])).toBe(expected);
});

it('leaves a text without a head as it is', async () => {
  for (const text of ['', 'a', '</hea', '<p>text</p>']) expect(await insert([text])).toBe(text);
});
