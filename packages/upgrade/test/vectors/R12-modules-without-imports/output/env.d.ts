/// <reference types="@acme/express/env" />
declare global {
  namespace NodeJS {
    interface ProcessEnv { FOO: string }
  }
}

export {};
