/** What the app needs to reach its emulator. A test sets it on the window before any script runs, because the port changes. */
export interface Connection {
  readonly publishableKey: string;
  readonly proxyUrl: string;
  readonly clerkJsUrl: string;
  readonly clerkUiUrl: string;
}

declare global {
  interface Window {
    readonly emulatorConnection?: Connection;
  }
}

/** @throws {Error} when the page was opened without a test */
export function connection(): Connection {
  if (window.emulatorConnection) return window.emulatorConnection;
  throw new Error('The page needs window.emulatorConnection, which the tests set.');
}
