import type { LoggedRequest } from '../controls/request-log.js';
import type { EmulatorClient } from './emulator-client.js';
import { formatRequest } from './format-request.js';

interface Found {
  readonly data: readonly LoggedRequest[];
}

/** As many as one answer has. */
const limit = 500;

/** Prints the requests that fit, and each further one, until the emulator or a person ends it. */
export async function followRequests(client: EmulatorClient, wanted: object, asJson: boolean): Promise<void> {
  // Of an emulator of this version.
  const find = async (input: object) => (await client.call('requests.list', input)) as Found;
  let last: string | undefined;
  const print = ({ data }: Found) => {
    for (const entry of [...data].reverse())
      process.stdout.write(asJson ? `${JSON.stringify(entry)}\n` : (formatRequest(entry, 'reasons') ?? ''));
    last = data[0]?.id ?? last;
  };
  for await (const topic of client.changes()) {
    if (topic === 'connected') print(await find(wanted));
    else if (topic === 'requests')
      print(await find({ ...wanted, offset: undefined, limit, ...(last !== undefined && { after: last }) }));
  }
}
