import { contentHeaders } from '@acme/backend/adapter';
import type { ServerResponse } from 'node:http';
import { beforeBody } from './before-body.js';

const isSuccess = (status: number) => status < 300;

/**
 * Lets only an error be sent after a refusal: the application shows its error page. If it catches the refusal and answers as though nothing had
 * happened, the status is sent without a body.
 */
export function keepRefusal(res: ServerResponse, status: number): void {
  const writeHead = res.writeHead.bind(res);
  const write = res.write.bind(res);
  const end = res.end.bind(res);
  let isUndone = false;
  const check = () => {
    if (isUndone || res.headersSent || !isSuccess(res.statusCode)) return;
    isUndone = true;
    res.statusCode = status;
    for (const name of contentHeaders) res.removeHeader(name);
  };
  res.writeHead = (code: number, ...given: readonly unknown[]) => {
    res.statusCode = code;
    check();
    return Reflect.apply(writeHead, res, isUndone ? [status] : [code, ...given]) as ServerResponse;
  };
  res.write = (...given: readonly unknown[]) => {
    check();
    return isUndone || (Reflect.apply(write, res, given) as boolean);
  };
  beforeBody(res, (body) => {
    check();
    return isUndone ? undefined : body;
  });
  res.end = (...given: readonly unknown[]) => {
    check();
    const done = given.filter((value) => typeof value === 'function');
    return Reflect.apply(end, res, isUndone ? done : given) as ServerResponse;
  };
}
