import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, TransactionMode } from '@libsql/client/sqlite3';
import { EmulatorError } from '../errors/emulator-error.js';
import { fileIdentity } from './file-identity.js';
import { faultCodeOf, isStoreFault, lockWaitMs, storeFault } from './store-fault.js';

/** Pause between two attempts in ms. Each attempt also waits for the busy timeout of the database. */
const pauseMs = 20;

/**
 * A client of a file that recovers from faults. A connection on which a call failed keeps that statement open, which
 * makes all later commits fail: it is replaced by a new one. A call that failed on the lock of another program had no
 * effect, so it is retried for a while.
 * @param client - opened on the file
 * @param file - absolute path, for messages
 */
export function patientClient(client: Client, file: string): Client {
  const opened = fileIdentity(file);
  let isClosed = false;
  const checkFile = () => {
    // A deleted file can still be written; the data would be lost when it is closed.
    if (fileIdentity(file) === opened) return;
    throw new EmulatorError(
      'database_unusable',
      `The database ${file} was deleted or replaced while the emulator runs. Nothing more is read or written. Start the emulator again.`,
    );
  };
  async function run<T>(call: () => Promise<T>): Promise<T> {
    for (const until = Date.now() + lockWaitMs; ; await sleep(pauseMs)) {
      checkFile();
      try {
        return await call();
      } catch (error) {
        if (isClosed || !isStoreFault(error)) throw error;
        const code = faultCodeOf(error);
        // Another failed call closed the connection before this call had an effect.
        if (code === 'CLIENT_CLOSED') continue;
        client.reconnect();
        if (code !== 'SQLITE_BUSY' || Date.now() >= until) throw storeFault(file, error);
      }
    }
  }
  return {
    execute: (statement, args?: Parameters<Client['execute']>[1]) =>
      run(() => (typeof statement === 'string' ? client.execute(statement, args) : client.execute(statement))),
    batch: (statements, mode) => run(() => client.batch(statements, mode)),
    migrate: (statements) => run(() => client.migrate(statements)),
    transaction: (mode: TransactionMode = 'write') => run(() => client.transaction(mode)),
    executeMultiple: (sql) => run(() => client.executeMultiple(sql)),
    sync: () => run(() => client.sync()),
    reconnect: () => client.reconnect(),
    close() {
      isClosed = true;
      client.close();
    },
    get closed() {
      return client.closed;
    },
    protocol: client.protocol,
  };
}
