import { createEmulator, type Emulator } from '@acme/emulator';
import type { Column } from './columns.js';
import { startExampleApp } from './example-app.js';

/** The password and facts of the user the tests sign in; the emulator's own demo user is not relied on. */
export const visitorAccount = {
  email: 'ada@example.com',
  password: 'correct horse battery',
  firstName: 'Ada',
  lastName: 'Lovelace',
} as const;

/** What webhooks are signed with. */
export const webhookSecret = `whsec_${Buffer.from('a secret for the tests of webhooks').toString('base64')}`;

/** An emulator and an example app that uses it. */
export interface Site {
  readonly appUrl: string;
  readonly emulatorUrl: string;
  readonly emulator: Emulator;
  /** What the app and the emulator have logged, to be read when a test fails. */
  readonly log: () => string;
  readonly close: () => Promise<void>;
}

/** Starts an emulator with one known user, and the example app of a column against it. */
export async function openSite(column: Column): Promise<Site> {
  const lines: string[] = [];
  const emulator = await createEmulator({
    port: 0,
    handshakeFormat: column.handshakeFormat,
    seed: {
      users: [
        {
          email_address: visitorAccount.email,
          password: visitorAccount.password,
          first_name: visitorAccount.firstName,
          last_name: visitorAccount.lastName,
        },
      ],
    },
    log: (line) => lines.push(line),
  });
  try {
    const variables = column.framework ? emulator.envFor(column.framework) : emulator.env;
    const app = await startExampleApp(column, { ...variables, CLERK_WEBHOOK_SIGNING_SECRET: webhookSecret });
    return {
      appUrl: app.url,
      emulatorUrl: emulator.url,
      emulator,
      log: () => `# Example app\n${app.output()}\n# Emulator\n${lines.join('\n')}\n`,
      close: async () => {
        await app.stop();
        await emulator.close();
      },
    };
  } catch (error) {
    await emulator.close();
    throw error;
  }
}
