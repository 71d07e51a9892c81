import { frontendApi } from '../openapi/frontend-api.js';
import { BrowserClient, type CallAnswer, type CallOptions } from './browser-client.js';

/** Where answers differ from the description on purpose. */
const known: readonly RegExp[] = [
  // The description lists few refusals.
  /answer has status (4\d\d|501)$/,
  // What is nullable in the description refers to a schema that is not.
  / (\/client|\/client\/sign_(in|up)|\S*\/verification) must (be object|match exactly one schema in oneOf)$/,
];

/** A browser that fails if a call about the own account, or its answer, differs from the description. */
export class CheckedClient extends BrowserClient {
  override async call(method: string, path: string, options: CallOptions = {}): Promise<CallAnswer> {
    const answer = await super.call(method, path, options);
    if (!path.startsWith('/v1/me')) return answer;
    const exchange = { method, path: path.replace(/\/$/, ''), query: [], body: options.form };
    const found = frontendApi
      .deviations({ ...exchange, status: answer.status, answer: answer.body })
      .filter((deviation) => !known.some((pattern) => pattern.test(deviation)));
    if (found.length > 0) throw new Error(found.join('\n'));
    return answer;
  }
}
