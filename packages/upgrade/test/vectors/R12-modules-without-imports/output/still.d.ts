/**
 * Copyright of somebody.
 */
/// <reference types="@acme/express/env" />
import type { Tenant } from './tenant';

declare global {
  namespace Express {
    interface Request {
      tenant: Tenant;
    }
  }
}
