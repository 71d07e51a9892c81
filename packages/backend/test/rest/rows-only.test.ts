import { startServer } from 'testing';
import { expect, it } from 'vitest';
import { isCallOptions, rowsOnly } from '../../src/adapter.js';
import { callOptions, createClerkClient } from '../../src/index.js';

it('loads the rows of a list without the number of all rows, with the settings of the call', async () => {
  const received: string[] = [];
  const { url } = await startServer((req, res) => {
    received.push(`${req.url} ${String(req.headers['x-a'])}`);
    const body = req.url?.includes('count')
      ? { object: 'total_count', total_count: 7 }
      : [{ object: 'user', id: 'user_1' }];
    res.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  const { users } = createClerkClient({ secretKey: 'sk_test_x', apiUrl: url });
  const options = rowsOnly(callOptions({ headers: { 'X-A': '1' } }));
  expect(isCallOptions(options)).toBe(true);
  const page = await users.getUserList({ limit: 1 }, options);
  expect([page.data[0]?.id, page.totalCount]).toEqual(['user_1', undefined]);
  expect(received).toEqual(['/v1/users?limit=1 1']);
  expect((await users.getUserList({}, rowsOnly())).data).toHaveLength(1);
  expect(received).toHaveLength(2);
  expect((await users.getUserList()).totalCount).toBe(7);
});
