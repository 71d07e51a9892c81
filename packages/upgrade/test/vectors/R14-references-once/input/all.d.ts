/// <reference types='@clerk/clerk-sdk-node' />
/// <reference types="@clerk/express/env" />
/// <reference types="@acme/express/env" />
/// <reference types="node" />
export {};
