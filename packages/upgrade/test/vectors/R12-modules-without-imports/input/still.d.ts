/**
 * Copyright of somebody.
 */
import type { LooseAuthProp } from '@clerk/clerk-sdk-node';
import type { Tenant } from './tenant';

declare global {
  namespace Express {
    interface Request extends LooseAuthProp {
      tenant: Tenant;
    }
  }
}
