type Level = 'info' | 'debug' | 'warn' | 'error';

function write(level: Level, message: string): void {
  // The console is where the legacy SDK wrote, and only on request.
  // eslint-disable-next-line no-console
  if (process.env['CLERK_LOGGING'] === 'true') console[level]({ timestamp: new Date().toISOString(), level, message });
}

/** Writes to the console while CLERK_LOGGING is `true`; otherwise silent. */
export class Logger {
  static info(message: string): void {
    write('info', message);
  }

  static debug(message: string): void {
    write('debug', message);
  }

  static warn(message: string): void {
    write('warn', message);
  }

  static error(message: string): void {
    write('error', message);
  }

  static log(level: Level, message: string): void {
    write(level, message);
  }
}
