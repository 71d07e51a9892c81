import type { LoggedRequest } from './request-log.js';

/** Headers that curl sends itself, or that belong to the connection. */
const ownHeaders = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding', 'expect']);

const redacted = '<redacted>';

/** A piece of a command: text, or the name of a variable of the shell. */
type Piece = string | { readonly variable: string };

/** One argument: texts in single quotes, which no shell looks into; variables in double quotes. */
function argument(pieces: readonly Piece[]): string {
  const rendered: string[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') rendered.push(`'${text.replaceAll("'", String.raw`'\''`)}'`);
    text = '';
  };
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else {
      flush();
      rendered.push(`"$${piece.variable}"`);
    }
  }
  flush();
  return rendered.join('');
}

/** The variable for a value that the log left out. */
const secret = (name: string): Piece => ({
  variable: name
    .toUpperCase()
    .replace(/[^A-Z0-9]+|^(?=\d)/g, '_')
    .slice(0, 60),
});

function headerPieces(name: string, value: string): readonly Piece[] {
  return [`${name}: `, value === redacted ? secret(name) : value];
}

function addressPieces(url: string, { path, query }: LoggedRequest): readonly Piece[] {
  const fields = Object.entries(query).flatMap(([name, value], index): readonly Piece[] => [
    `${index === 0 ? '?' : '&'}${encodeURIComponent(name)}=`,
    value === redacted ? secret(`query ${name}`) : encodeURIComponent(value),
  ]);
  return [url + path, ...fields];
}

/** A JSON body, with a variable in the place of each value that the log left out. */
function bodyPieces(body: unknown): readonly Piece[] {
  return JSON.stringify(body)
    .split(/"([^"\\]{1,100})":"<redacted>"/)
    .flatMap((piece, index): readonly Piece[] =>
      index % 2 === 0 ? [piece] : [`"${piece}":"`, secret(`body ${piece}`), '"'],
    );
}

/**
 * A curl command that sends a logged request again. What the log left out is a variable of the shell, such as `$AUTHORIZATION`, that has to
 * be set before.
 * @param url - of the emulator
 */
export function replayAsCurl(entry: LoggedRequest, url: string): string {
  const headers = Object.entries(entry.headers).filter(([name]) => !ownHeaders.has(name));
  return [
    `curl -X ${argument([entry.method])} ${argument(addressPieces(url, entry))}`,
    ...headers.map(([name, value]) => `-H ${argument(headerPieces(name, value))}`),
    ...(entry.body === undefined ? [] : [`--data ${argument(bodyPieces(entry.body))}`]),
  ].join(' \\\n  ');
}
