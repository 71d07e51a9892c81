/// <reference types="@acme/express/env" />
declare global {
  namespace Express {
    interface Request {
      tenant: string;
    }
  }
}

export {};
