import { createEmulator, type Emulator } from '@acme/emulator';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { startService, type Service } from './service.js';

/** What the servers of a test file talk to. */
export interface Services {
  readonly emulator: Emulator;
  /** A user of the emulator. */
  readonly userId: string;
  /** A Backend API that records its requests. */
  readonly service: Service;
  /** Another one. */
  readonly other: Service;
}

/** Runs services for all tests of the file; to be called while tests are collected. */
export function useServices(): () => Services {
  let services: Services | undefined;
  beforeAll(async () => {
    const [emulator, service, other] = await Promise.all([createEmulator(), startService(), startService()]);
    services = { emulator, userId: emulator.users[0]?.id ?? '', service, other };
  });
  afterEach(() => services?.emulator.faults.clear());
  afterAll(async () => {
    await Promise.all([services?.emulator.close(), services?.service.close(), services?.other.close()]);
  });
  return () => {
    if (!services) throw new Error('The services run only while tests run.');
    return services;
  };
}
