// Stryker's changed sources count how often the change runs, and throw above a limit: a change can make an endless loop.
const counts = { hitCount: 0, hitLimit: 1_000_000 };
Object.assign(globalThis, {
  __stryker__: Object.assign((globalThis as { __stryker__?: object }).__stryker__ ?? {}, counts),
});
