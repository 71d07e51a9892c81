import { createEmulator, type Emulator } from '@acme/emulator';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { withEnvironment } from 'testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Clerk } from '../src/index.js';
import Instance from '../src/instance.js';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
  withEnvironment(emulator.env);
});
afterAll(() => emulator.close());

const userId = () => emulator.users[0]?.id ?? '';

class MyClerk extends Clerk {
  #calls = 0;
  readonly label = 'mine';

  own(): string {
    this.#calls += 1;
    return `${this.label} ${this.#calls}`;
  }

  get calls(): number {
    return this.#calls;
  }

  static create(): MyClerk {
    return new this({ secretKey: emulator.secretKey, serverApiUrl: emulator.url });
  }

  override decodeToken(token: string) {
    return { ...super.decodeToken(token), overridden: true };
  }
}

describe('a subclass of Clerk', () => {
  it('keeps methods, getters, fields, private fields and static methods', async () => {
    const clerk = MyClerk.create();
    expect([clerk.own(), clerk.own(), clerk.calls, clerk.label]).toEqual(['mine 1', 'mine 2', 2, 'mine']);
    expect(clerk).toBeInstanceOf(MyClerk);
    expect(clerk).toBeInstanceOf(Clerk);
    expect(clerk).toBeInstanceOf(Instance);
    expect(clerk.constructor).toBe(MyClerk);
    await expect(clerk.users.getUser(userId())).resolves.toMatchObject({ id: userId() });
  });

  it('overrides members, which it reaches with `super`', async () => {
    const { token, sessionId } = await emulator.signIn(userId());
    expect(MyClerk.create().decodeToken(token)).toMatchObject({ sid: sessionId, overridden: true });
    class WithUsers extends MyClerk {
      override get users() {
        return { ...super.users, getUser: (id: string) => Promise.resolve({ id: `replaced ${id}` } as never) };
      }
    }
    const clerk = new WithUsers({ secretKey: emulator.secretKey });
    expect(await clerk.users.getUser(userId())).toEqual({ id: `replaced ${userId()}` });
    expect(clerk.own()).toBe('mine 1');
  });

  it('overrides setters, which it reaches with `super`', async () => {
    class Guarded extends Clerk {
      override set apiKey(value: string) {
        super.apiKey = value.trim();
      }
    }
    const clerk = new Guarded({ apiKey: 'sk_test_wrong', serverApiUrl: emulator.url });
    clerk.apiKey = ` ${emulator.secretKey} `;
    await expect(clerk.users.getUser(userId())).resolves.toBeDefined();
  });

  it('decides about signed-out requests with strictOnError and defaultOnError, as in 2.x', async () => {
    const seen: string[] = [];
    class Hooked extends Clerk {
      override strictOnError(error: Error) {
        seen.push(`strict ${error.message}`);
        return Object.assign(new Error('mine'), { statusCode: 418 });
      }
      override defaultOnError(error: Error) {
        seen.push(`lax ${error.message}`);
      }
    }
    const clerk = new Hooked();
    const run = (middleware: ReturnType<typeof clerk.expressWithSession>) =>
      new Promise<unknown>((resolve) => {
        const request = { method: 'GET', url: '/', headers: {}, socket: {} } as unknown as IncomingMessage;
        void middleware(request, { setHeader: () => undefined } as unknown as ServerResponse, resolve);
      });
    expect(await run(clerk.expressRequireSession())).toMatchObject({ message: 'mine' });
    expect(await run(clerk.expressWithSession())).toBeUndefined();
    expect(await run(new Clerk().expressRequireSession())).toMatchObject({ message: 'Unauthenticated' });
    expect(seen).toEqual(['strict Unauthenticated', 'lax Unauthenticated']);
  });

  it('has members that tests replace, and copies carry them', async () => {
    const clerk = MyClerk.create();
    vi.spyOn(clerk, 'own').mockReturnValue('spied');
    vi.spyOn(clerk, 'verifyToken').mockResolvedValue({ sub: 'spied' } as never);
    expect(clerk.own()).toBe('spied');
    expect(await clerk.verifyToken('t')).toEqual({ sub: 'spied' });
    vi.restoreAllMocks();
    expect({ ...clerk }).toHaveProperty('users');
    expect(Object.keys(new Clerk())).toEqual(expect.arrayContaining(['users', 'sessions', 'verifyToken', 'telemetry']));
  });

  it('leaves the class callable without `new`', () => {
    expect(Clerk({ secretKey: 'sk_test_x' })).toBeInstanceOf(Clerk);
    expect(Clerk('sk_test_x')).toBeInstanceOf(Clerk);
    expect(MyClerk.getInstance()).toBe(Clerk.getInstance());
  });
});
