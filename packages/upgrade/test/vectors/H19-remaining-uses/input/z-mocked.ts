import { me } from './me';

const req: any = { auth: { userId: 'u' }, body: {} };
const request = { auth: { userId: 'u' } } as never;
const options = { auth: { user: 'u' } };
test('me', () => [me(req), me(request), options]);
