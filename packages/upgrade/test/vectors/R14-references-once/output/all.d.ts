/// <reference types="@acme/express/env" />
/// <reference types="node" />
export {};
