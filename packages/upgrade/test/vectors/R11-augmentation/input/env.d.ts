import type { StrictAuthProp } from '@clerk/clerk-sdk-node';

declare global {
  namespace Express {
    interface Request extends StrictAuthProp {}
    interface Locals {
      tenant: string;
    }
  }
}
