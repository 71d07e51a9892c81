/** What the search box and its test ask the index with. It is sent to browsers as text, so it uses nothing from outside. */
export const searchOptions = {
  fuzzy: 0.2,
  prefix: true,
  boost: { title: 6, text: 2, titles: 1 },
  /** Guides come before the interface, whose pages repeat each word often; and the beginning of a page before its sections. */
  boostDocument(id: string, _term: string, stored?: Readonly<Record<string, unknown>>): number {
    const isBeginning = Array.isArray(stored?.['titles']) && stored['titles'].length === 0;
    const weight = isBeginning ? 2.5 : 1;
    if (id.includes('/api/')) return 0.05 * weight;
    if (id.includes('/guides/')) return 1.9 * weight;
    if (/\/(?:quick-start|frameworks)\//.test(id)) return 1.8 * weight;
    return (/\/(?:differences|architecture)/.test(id) ? 0.4 : 1) * weight;
  },
};

/**
 * What of a page is searched, in Markdown. A page of the interface is found by its names and its first paragraph; the rest would be most of
 * the index, and of the time that it takes.
 */
export function textForSearch(path: string, text: string): string {
  if (!path.startsWith('api/')) return text;
  const parts = text.split(/\n{2,}/);
  const summary = parts.find((part) => /^[`\w]/.test(part)) ?? '';
  const [title = '', ...members] = parts.filter((part) => /^#{1,3} /.test(part));
  return [title, summary, ...members].join('\n\n');
}
