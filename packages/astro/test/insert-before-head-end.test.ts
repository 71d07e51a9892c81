import { describe, expect, it } from 'vitest';
import { insertBeforeHeadEnd } from '../src/insert-before-head-end.js';

async function insert(chunks: readonly (string | Uint8Array)[]): Promise<string> {
  const encoder = new TextEncoder();
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk);
      controller.close();
    },
  });
  return new Response(source.pipeThrough(insertBeforeHeadEnd('<new>'))).text();
}

/** Pages, with `|` where the text must be inserted. */
const pages = {
  'a page': '<!doctype html><html><head><header>é</header>|</HEAD><body></head>b</body></html>',
  'a page whose head has no end tag': '<head><title>x</title>|<body class="a">b</head></body>',
  'an end tag with a space': '<head>|</head\n ><body>',
  'a script': '<head><script>if (a<b) x = "</head>"</script>|</head>',
  'a script that names other end tags': '<head><script>"</style></head></scripts></head>"</script >|</head>',
  'a script with a script in a comment': '<head><script><!-- <script>"</script></head>"--></script>|</head>',
  'a script whose comment ends': '<head><script><!-- <script> --> "</head>"</script>|</head>',
  'a script with the shortest comment': '<head><script><!--> <script> "</head>"</script>|</head>',
  'a style': '<head><style>a::after { content: "</head>" }</STYLE>|</head>',
  'a title': '<head><title>How to close </head>, <body> and <!-- </title>|</head>',
  'a text for browsers without scripts': '<head><noscript><p></head></noscript>|</head>',
  'a comment': '<head><!-- </head> > --!x </head> -->|</head>',
  'a comment that ends with an exclamation mark': '<head><!-- </head> --!>|</head>',
  'the shortest comments': '<head><!--><!--->|</head>',
  'bogus comments': '<head><!x </head><? </head></ </head></>|</head>',
  'attributes in quotation marks': `<head><meta content="</head>" name='</head>' a = "</head>" b= '</head>'>|</head>`,
  'attributes without': '<head><meta content=</head><meta a=b=" c"d">|</head>',
  'an attribute without a value': '<head><meta a "b><meta c= ><meta d/e=">"/>|</head>',
  'signs that begin no tag': '<head>1 < 2 << 3 <4 <|</head>',
  'names that begin alike': '<head></header><bodyguard></hea></headd></heading><body-x>|</head>',
} as const;

describe.each(Object.entries(pages))('finds the end of the head after %s', (_, marked) => {
  const page = marked.replace('|', '');
  const expected = marked.replace('|', '<new>');

  it('in one piece, and in pieces of one byte', async () => {
    expect(await insert([page])).toBe(expected);
    expect(await insert([...new TextEncoder().encode(page)].map((byte) => new Uint8Array([byte])))).toBe(expected);
  });

  it('wherever the page is split', async () => {
    for (let at = 1; at < page.length; at += 1)
      expect(await insert([page.slice(0, at), '', page.slice(at)])).toBe(expected);
  });
});

it.each(['', 'a', '</hea', '<', '<p>text</p>', '<head><script></head>', '<head><!-- </head>', '<head a="</head>'])(
  'leaves %o as it is',
  async (text) => {
    expect(await insert([text])).toBe(text);
    expect(await insert([...text])).toBe(text);
  },
);

it('passes on what cannot end the head before the page ends', async () => {
  const { readable, writable } = insertBeforeHeadEnd('<new>');
  const [writer, reader] = [writable.getWriter(), readable.getReader()];
  void writer.write(new TextEncoder().encode('<head><title>a</title></he'));
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('<head><title>a</title>');
  void writer.write(new TextEncoder().encode('ader>'));
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('</header>');
});
