/** How examples call the program: a name that is ours. `npx acme-emulator` would be whoever registers it. */
export const program = 'npx @acme/emulator';

/** Examples by command, as `--help` prints them. */
const examples: Readonly<Record<string, readonly string[]>> = {
  '': ['', '--seed seed.yaml --port 4501', 'exec -- npm test', 'users --query ada'],
  start: [
    'start --seed seed.yaml',
    'start --database dev.db --export-on-exit state.json',
    'start --webhook http://localhost:3000/api/webhooks --webhook-events user.created,user.updated',
    "start --fault 'GET /v1/users/* status=503 times=2' --log reasons",
  ],
  env: ['env > .env.local', 'env --framework nextjs', 'env --format shell --port 4501'],
  exec: ['exec -- npm test', 'exec --seed seed.yaml --framework nextjs -- npx playwright test'],
  doctor: [
    'doctor',
    'doctor --dotenv .env --app http://localhost:3000',
    'doctor --app http://localhost:3000 --authorized-parties http://localhost:3000',
  ],
  init: ['init', 'init --dry-run', 'init --framework nextjs --yes', 'init --undo'],
  explain: [
    'explain eyJhbGciOi…',
    'explain --request request.txt --dotenv .env',
    'pbpaste | npx @acme/emulator explain',
  ],
  users: [
    'users',
    'users --query ada --limit 5',
    'users create --email-address new@example.com --password "correct horse"',
    'users edit ada@example.com --public-metadata \'{"role":"admin"}\'',
    'users memberships ada@example.com',
    'users ban ada@example.com',
    'users sign-in ada@example.com --redirect-url http://localhost:3000',
  ],
  'email-addresses': ['email-addresses add ada@example.com second@example.com --verified'],
  'phone-numbers': ['phone-numbers add ada@example.com +15555550123 --verified'],
  sessions: ['sessions --user-id ada@example.com', 'sessions get sess_…', 'sessions create ada@example.com --json'],
  organizations: [
    'organizations members moon-landing',
    'organizations add-member moon-landing ada@example.com --role org:admin',
    'organizations invite moon-landing new@example.com',
  ],
  roles: ['roles'],
  mail: ['mail', 'mail --follow', 'mail --to ada@example.com --limit 1', 'mail clear'],
  requests: ['requests', 'requests --follow', 'requests --status 4 --path /v1/users', 'requests get request_12'],
  webhooks: [
    'webhooks',
    'webhooks --follow',
    'webhooks add-endpoint http://localhost:3000/api/webhooks --events user.created,user.deleted',
    'webhooks resend msg_…',
  ],
  'api-keys': ['api-keys', 'api-keys create ada@example.com "CI key" --scopes read,write', 'api-keys revoke ak_…'],
  machines: ['machines', 'machines create worker'],
  'oauth-tokens': [
    'oauth-tokens create ada@example.com --resource https://api.example.com/mcp --scopes files:read --format jwt',
  ],
  settings: ['settings', 'settings change \'{"sign_up":{"mode":"restricted"}}\'', 'settings change @settings.json'],
  clock: ['clock', 'clock advance 2h', 'clock advance -- -15m', 'clock set 2030-01-01T00:00:00Z', 'clock reset'],
  fault: [
    'fault',
    'fault add --path "/v1/users/*" --status 503 --times 2',
    'fault add --path /v1/jwks --latency-ms 3000',
    'fault clear',
  ],
  snapshots: ['snapshots save before-migration', 'snapshots restore before-migration', 'snapshots'],
  connection: ['connection', 'connection --framework nextjs --json'],
  capabilities: ['capabilities', 'capabilities --json'],
  seed: ['seed seed.yaml', 'seed seed.json --url http://localhost:4501'],
  export: ['export state.json', 'export > state.json'],
  import: ['import state.json'],
  reset: ['reset'],
};

/** The examples of a command, as text after its help; empty if there are none. */
export function exampleText(command: string): string {
  const lines = examples[command] ?? [];
  if (lines.length === 0) return '';
  const calls = lines.map((line) => (line.includes(program) ? line : `${program} ${line}`).trim());
  return `\nExamples:\n${calls.map((call) => `  ${call}\n`).join('')}`;
}
