import { parseJson } from '@acme/backend/adapter';
import { EmulatorError } from '../errors/emulator-error.js';

/** A recorded request. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const unreadable = (cause?: unknown) =>
  new EmulatorError(
    'option_invalid',
    'The recorded request must be JSON, { "method": "GET", "url": "https://…", "headers": { … } }, or the text of an HTTP request with its Host.',
    { cause },
  );

function fromJson(text: string): RecordedRequest {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (cause) {
    throw unreadable(cause);
  }
  const { method = 'GET', url, headers = {} } = value as { method?: unknown; url?: unknown; headers?: unknown };
  if (typeof method !== 'string' || typeof url !== 'string' || !URL.canParse(url)) throw unreadable();
  if (typeof headers !== 'object' || headers === null) throw unreadable();
  return {
    method,
    url,
    headers: Object.fromEntries(Object.entries(headers).map(([name, item]) => [name.toLowerCase(), String(item)])),
  };
}

/** @see RFC 9112 section 3: the request line, then headers */
function fromHttp(text: string): RecordedRequest {
  const [requestLine = '', ...lines] = text.trim().split(/\r?\n/);
  const [, method, target] = /^([A-Z]+) (\S+)(?: HTTP\/[\d.]+)?$/.exec(requestLine) ?? [];
  if (!method || !target) throw unreadable();
  const end = lines.indexOf('');
  const headers: Record<string, string> = {};
  for (const line of end < 0 ? lines : lines.slice(0, end)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  const url = /^https?:/.test(target) ? target : `http://${headers['host'] ?? ''}${target}`;
  if (!URL.canParse(url)) throw unreadable();
  return { method, url, headers };
}

/**
 * Reads a recorded request.
 * @throws {EmulatorError} `option_invalid`
 */
export function readRecordedRequest(text: string): RecordedRequest {
  return text.trimStart().startsWith('{') ? fromJson(text) : fromHttp(text);
}
