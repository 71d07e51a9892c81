/// <reference types="@acme/express/env" />
declare global {
  namespace Express {
    interface Locals {
      tenant: string;
    }
  }
}

export {};
