import { Option, type Command } from 'commander';
import { checkPort } from '../controls/emulator-options.js';
import { EmulatorError } from '../errors/emulator-error.js';
import { envFormats, environmentFor, formatEnvironment, type EnvFormat } from '../instance/app-connection.js';
import { checkKeys } from '../instance/check-keys.js';
import { createPublishableKey } from '../instance/create-publishable-key.js';
import { demoSecretKey } from '../instance/demo-secret-key.js';
import { checkFramework, frameworkEnvironment, frameworks } from '../instance/framework-environment.js';
import { createSigner } from '../instance/signer.js';
import { exampleText } from './example-text.js';
import { withKeyFlags, type KeyFlags } from './server-flags.js';

interface EnvFlags extends KeyFlags {
  readonly format: EnvFormat;
  readonly framework?: string;
}

/** Adds `env`. */
export function envCommand(program: Command): void {
  withKeyFlags(program.command('env'))
    .description('print the environment variables of an emulator, running or not')
    .addOption(new Option('-f, --format <format>', 'how to write them').choices(envFormats).default('dotenv'))
    .option('--framework <name>', `add the names of a framework: ${frameworks.join(', ')}`)
    .addHelpText('after', () => exampleText('env'))
    .action(printEnvironment);
}

function printEnvironment(flags: EnvFlags): void {
  checkKeys(flags.publishableKey, flags.secretKey);
  const port = checkPort(flags.port);
  if (port === 0) {
    throw new EmulatorError('port_invalid', 'The variables depend on the port: name the one the emulator listens on.');
  }
  const url = `http://localhost:${port}`;
  const connection = {
    url,
    port,
    hostname: flags.host,
    publishableKey: flags.publishableKey ?? createPublishableKey(url),
    secretKey: flags.secretKey ?? demoSecretKey,
    jwtKey: createSigner().publicKeyPem,
  };
  const environment =
    flags.framework === undefined
      ? environmentFor(connection)
      : frameworkEnvironment(connection, checkFramework(flags.framework));
  process.stdout.write(formatEnvironment(environment, flags.format));
}
