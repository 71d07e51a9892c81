import { commonScenarios, runScenario, useServices, webhookSecret } from 'adapter-kit';
import { withEnvironment } from 'testing';
import { beforeEach, describe, it } from 'vitest';
import { officialAdapters } from './servers.js';

// The official packages do what the common scenarios of the kit say, which our packages run in their own tests.

const services = useServices();
beforeEach(() => {
  withEnvironment({ ...services().emulator.env, CLERK_WEBHOOK_SIGNING_SECRET: webhookSecret }, { without: 'CLERK_' });
});

describe.each(officialAdapters)('%s', (name, start) => {
  it.each(commonScenarios.filter(({ except }) => !except?.includes(name)))('$name', (scenario) =>
    runScenario(scenario, start, services()),
  );
});
