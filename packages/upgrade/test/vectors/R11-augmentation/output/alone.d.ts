/// <reference types="@acme/express/env" />
export {};
