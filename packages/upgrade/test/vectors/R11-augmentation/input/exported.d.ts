import { WithAuthProp } from '@clerk/clerk-sdk-node';
import { Request as Base } from 'express';

declare module 'express' {
  export interface Request extends WithAuthProp<Base> {}
}
