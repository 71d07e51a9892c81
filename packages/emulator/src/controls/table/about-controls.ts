import { environmentFor } from '../../instance/app-connection.js';
import { frameworkEnvironment, frameworks } from '../../instance/framework-environment.js';
import type { Capability } from '../control-context.js';
import { control } from '../control.js';
import { fields } from '../control-field.js';
import { controlPage, type ControlPage } from './control-page.js';

/** How an application reaches the emulator. */
export interface ShownConnection {
  readonly url: string;
  /** Variables of the environment, with the secret key. */
  readonly env: Readonly<Record<string, string>>;
}

/** Controls that tell about the emulator. */
export const aboutControls = {
  'connection.get': control({
    summary: 'Shows the environment variables that point an application to this emulator.',
    fields: { framework: fields.choice('Framework of the application', frameworks) },
    changes: false,
    run: ({ instance: { url, connection } }, { framework }): ShownConnection => ({
      url,
      env: framework ? frameworkEnvironment(connection, framework) : environmentFor(connection),
    }),
  }),
  'capabilities.list': control({
    summary: 'Lists what the emulator has of the service, and what it has not, with the reason.',
    fields: {},
    changes: false,
    run({ capabilities }): ControlPage<Capability> {
      const found = capabilities();
      return controlPage(found, found.length);
    },
  }),
};
