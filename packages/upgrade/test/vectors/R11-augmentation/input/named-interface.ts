import { RequireAuthProp, WithAuthProp } from '@clerk/clerk-sdk-node';
import type { Request } from 'express';

export interface SignedInRequest extends RequireAuthProp<Request> {
  body: { name: string };
}
export interface AnyRequest extends Disposable, WithAuthProp<Request<{ id: string }>> {}
