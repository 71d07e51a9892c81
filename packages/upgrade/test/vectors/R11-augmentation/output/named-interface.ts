import type { Request } from 'express';

export interface SignedInRequest extends Request {
  body: { name: string };
}
export interface AnyRequest extends Disposable, Request<{ id: string }> {}
