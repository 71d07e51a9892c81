// The server that rest.js calls: one user of about 2 kB.
import { createServer } from 'node:http';

const body = JSON.stringify({
  object: 'user',
  id: 'user_1',
  first_name: 'Ada',
  last_name: 'Lovelace',
  public_metadata: { text: 'x'.repeat(1200) },
  private_metadata: {},
  unsafe_metadata: {},
  email_addresses: [{ object: 'email_address', id: 'idn_1', email_address: 'ada@example.com', linked_to: [] }],
  phone_numbers: [],
  web3_wallets: [],
  external_accounts: [],
  enterprise_accounts: [],
  created_at: 1,
  updated_at: 1,
});
const server = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(body);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address ? address.port : 0);
});
process.on('disconnect', () => process.exit());
