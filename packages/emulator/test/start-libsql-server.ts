import { createClient, type Client, type ResultSet } from '@libsql/client/sqlite3';
import { startServer } from 'testing';

// Speaks the protocol of libSQL servers (Hrana over HTTP, version 2) over a real database, as far as the client uses it.
interface Value {
  readonly type: 'null' | 'integer' | 'float' | 'text';
  readonly value?: string | number;
}
interface Statement {
  readonly sql?: string;
  /** Of a text that came before in the same request. */
  readonly sql_id?: number;
  readonly args?: readonly Value[];
}
interface Step {
  readonly condition?: unknown;
  readonly stmt: Statement;
}
type Request =
  | { readonly type: 'execute'; readonly stmt: Statement }
  | { readonly type: 'batch'; readonly batch: { readonly steps: readonly Step[] } }
  | { readonly type: 'store_sql'; readonly sql_id: number; readonly sql: string }
  | { readonly type: 'close' | 'close_sql' };

/** A running server. */
export interface LibsqlServer {
  readonly url: string;
  /** The database that it serves. */
  readonly database: Client;
  readonly close: () => Promise<void>;
}

const stored = new Map<number, string>();
const textOf = ({ sql, sql_id: id }: Statement) => sql ?? stored.get(id ?? -1) ?? '';

const toStatement = (statement: Statement) => ({
  sql: textOf(statement),
  args: (statement.args ?? []).map(({ type, value }) =>
    type === 'null' ? null : type === 'text' ? String(value) : Number(value),
  ),
});

function toValue(value: unknown): Value {
  if (typeof value === 'string') return { type: 'text', value };
  if (typeof value !== 'number') return { type: 'null' };
  return Number.isInteger(value) ? { type: 'integer', value: String(value) } : { type: 'float', value };
}

const toResult = ({ columns, rows, rowsAffected }: ResultSet) => ({
  cols: columns.map((name) => ({ name, decltype: null })),
  rows: rows.map((row) => columns.map((_, index) => toValue(row[index]))),
  affected_row_count: rowsAffected,
  last_insert_rowid: null,
});

async function answer(
  database: Client,
  request: Request,
  onStatement: (statement: ReturnType<typeof toStatement>) => void,
): Promise<object> {
  if (request.type === 'execute') {
    const statement = toStatement(request.stmt);
    onStatement(statement);
    return { type: 'execute', result: toResult(await database.execute(statement)) };
  }
  if (request.type === 'store_sql') stored.set(request.sql_id, request.sql);
  if (request.type !== 'batch') return { type: request.type };
  // The client wraps a batch into BEGIN and COMMIT of its own, under conditions.
  const own = request.batch.steps.map(({ stmt }) => !/^(BEGIN|COMMIT|ROLLBACK)/i.test(textOf(stmt)));
  const statements = request.batch.steps.filter((_, index) => own[index]).map(({ stmt }) => toStatement(stmt));
  statements.forEach(onStatement);
  const results = await database.batch(statements, 'write');
  const queue = results.map(toResult);
  const nothing = { cols: [], rows: [], affected_row_count: 0, last_insert_rowid: null };
  const steps = request.batch.steps.map(({ stmt }, index) =>
    own[index] ? queue.shift() : /^ROLLBACK/i.test(textOf(stmt)) ? null : nothing,
  );
  return { type: 'batch', result: { step_results: steps, step_errors: steps.map(() => null) } };
}

/**
 * Starts a libSQL server over an empty database, with the token `s3cret`.
 * @param onStatement - is called before each statement
 */
export async function startLibsqlServer(
  onStatement: (statement: { readonly sql: string; readonly args: readonly (string | number | null)[] }) => void = () =>
    undefined,
): Promise<LibsqlServer> {
  const database = createClient({ url: ':memory:' });
  const { url, close } = await startServer((incoming, outgoing) => {
    void (async () => {
      if (incoming.method === 'GET') return outgoing.writeHead(incoming.url === '/v2' ? 200 : 404).end();
      if (incoming.headers.authorization !== 'Bearer s3cret') return outgoing.writeHead(401).end();
      let text = '';
      for await (const chunk of incoming) text += String(chunk);
      const { requests } = JSON.parse(text) as { requests: readonly Request[] };
      const results = [];
      for (const request of requests) {
        try {
          results.push({ type: 'ok', response: await answer(database, request, onStatement) });
        } catch (error) {
          results.push({ type: 'error', error: { message: (error as Error).message, code: 'SQLITE_ERROR' } });
        }
      }
      outgoing.setHeader('content-type', 'application/json');
      return outgoing.end(JSON.stringify({ baton: null, base_url: null, results }));
    })();
  });
  return { url, database, close };
}
