// A worker: the same application as on Node.js, with its keys in the bindings instead of the environment.
export { app as default } from 'example-hono/app';
