import { expect } from 'vitest';
import type { Emulator } from '../src/index.js';
import { Browser, locationOf } from './browser.js';

/** A person at the dashboard whose browser runs no scripts. */
export class Dashboard {
  readonly browser = new Browser();
  readonly #url: string;

  constructor({ url }: Emulator) {
    this.#url = url;
  }

  /** The text of a page. */
  async open(path: string): Promise<string> {
    const response = await this.browser.visit(this.#url + path);
    expect([path, response.status]).toEqual([path, 200]);
    return response.text();
  }

  /** Sends a form of a page. */
  send(path: string, action: string, fields: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.browser.submit(this.#url + path, { do: action, ...fields });
  }

  /** Sends a form that is accepted, and follows the redirect. @returns the page then, with its address */
  async do(
    path: string,
    action: string,
    fields: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly path: string; readonly text: string }> {
    const response = await this.send(path, action, fields);
    expect([action, response.status, response.status === 303 ? '' : await response.text()]).toEqual([action, 303, '']);
    const location = locationOf(response);
    return { path: new URL(location, this.#url).pathname, text: await this.open(location) };
  }

  /** Sends a form that is refused. @returns the page with the reason */
  async refused(path: string, action: string, fields: Readonly<Record<string, string>> = {}): Promise<string> {
    const response = await this.send(path, action, fields);
    expect(response.status).toBeGreaterThanOrEqual(400);
    const text = await response.text();
    expect(text).toContain('role="alert"');
    return text;
  }
}

/** The texts of the cells of a page, without markup and with single spaces. */
export function plainText(page: string): string {
  return page
    .replace(/<(style|script|svg)[\s>].*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
