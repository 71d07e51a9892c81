import { Option, type Command } from 'commander';
import pc from 'picocolors';
import { checkPort, type EmulatorOptions } from '../controls/emulator-options.js';
import type { WebhookEndpoint } from '../controls/webhooks.js';
import { EmulatorError } from '../errors/emulator-error.js';
import { eventTypes } from '../instance/webhook-message.js';
import { closestWord } from '../instance/closest-word.js';
import { formatRequest, logLevels, type LogLevel } from './format-request.js';

const defaultPort = '4500';

/** Flags about address and keys. */
export interface KeyFlags {
  readonly port: string;
  readonly host?: string;
  readonly publishableKey?: string;
  readonly secretKey?: string;
}

/** Flags of commands that start an emulator. */
export interface ServerFlags extends KeyFlags {
  readonly database?: string;
  readonly seed?: string;
  readonly quiet?: boolean;
  readonly log: LogLevel;
  readonly import?: string;
  readonly exportOnExit?: string;
  readonly allowOrigin: readonly string[];
  readonly webhook: readonly string[];
  readonly webhookSecret?: string;
  readonly webhookEvents?: string;
  readonly fault: readonly string[];
}

/** Adds the flags about address and keys. */
export function withKeyFlags(command: Command): Command {
  return command
    .option('-p, --port <number>', 'port to listen on; 0 takes any free one', defaultPort)
    .option('--host <address>', 'address to listen on (default: this machine only)')
    .option('--publishable-key <key>', 'pk_test_ key to use instead of the one made from the port')
    .option('--secret-key <key>', 'sk_test_ key to use instead of the demo key');
}

/** Adds all flags of commands that start an emulator. */
export function serverFlags(command: Command): Command {
  return withKeyFlags(command)
    .option('-d, --database <file>', 'SQLite file to keep users in (default: memory, gone when stopped)')
    .option('-s, --seed <file>', 'YAML or JSON file with the users to start with (default: demo users)')
    .option('--allow-origin <origin>', 'origin beside this machine that may receive sessions; repeatable', collect, [])
    .option('--import <file>', 'start with what an export wrote, instead of the seed')
    .option('--export-on-exit <file>', 'write everything to a JSON file when stopping')
    .option('--webhook <url>', 'endpoint on this machine that receives events; repeatable', collect, [])
    .option('--webhook-secret <secret>', 'signing secret of these endpoints: whsec_ and base64 (default: a fixed one)')
    .option('--webhook-events <types>', 'types of events for these endpoints, with commas (default: all)')
    .option('--fault <fault>', "fault such as 'GET /v1/users/* status=503 times=2'; repeatable", collect, [])
    .addOption(
      new Option('--log <level>', 'requests to print: none, errors, all, or all with the reason')
        .choices(logLevels)
        .default('requests'),
    )
    .option('-q, --quiet', 'print nothing but errors');
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

/** The options of an emulator that flags name. @throws {EmulatorError} `port_invalid`, `option_invalid` */
export function optionsFrom(flags: ServerFlags): EmulatorOptions {
  return {
    port: checkPort(flags.port),
    allowedOrigins: flags.allowOrigin,
    webhooks: webhooksFrom(flags),
    ...(flags.host === undefined ? {} : { hostname: flags.host }),
    ...(flags.database === undefined ? {} : { database: flags.database }),
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    ...(flags.publishableKey === undefined ? {} : { publishableKey: flags.publishableKey }),
    ...(flags.secretKey === undefined ? {} : { secretKey: flags.secretKey }),
    ...(flags.quiet ? {} : outputOf(flags.log)),
  };
}

/** Requests have a line of their own, so that the lines about unknown routes would say it twice. */
function outputOf(level: LogLevel): Pick<EmulatorOptions, 'log' | 'onRequest'> {
  const isSaid = (line: string) => level !== 'none' && /^(404|501) /.test(line);
  return {
    log: (line) => {
      if (!isSaid(line)) process.stderr.write(`${pc.dim(line)}\n`);
    },
    onRequest: (entry) => {
      const line = formatRequest(entry, level);
      if (line !== undefined) process.stderr.write(line);
    },
  };
}

function webhooksFrom({ webhook, webhookSecret, webhookEvents }: ServerFlags): readonly WebhookEndpoint[] {
  if (webhook.length === 0 && (webhookSecret !== undefined || webhookEvents !== undefined))
    throw new EmulatorError(
      'option_invalid',
      '--webhook-secret and --webhook-events need an endpoint: --webhook <url>.',
    );
  const events = webhookEvents?.split(',').map((text) => {
    const known = eventTypes.find((type) => type === text.trim());
    if (known) return known;
    const meant = closestWord(text.trim(), eventTypes);
    const hint = meant === undefined ? `Known: ${eventTypes.join(', ')}.` : `Did you mean ${meant}?`;
    throw new EmulatorError('option_invalid', `--webhook-events: ${text.trim()} is no type of event. ${hint}`);
  });
  return webhook.map((url) => ({
    url,
    ...(webhookSecret !== undefined && { secret: webhookSecret }),
    ...(events && { events }),
  }));
}
