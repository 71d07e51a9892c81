// Compiled, never run: the entry that types `req.auth` compiles by itself, without the package beside it and without skipLibCheck.
/// <reference types="@acme/express/env" />
export type Auth = Express.Request['auth'];
