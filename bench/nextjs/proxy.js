import { proxy } from 'bench-subject';

export default proxy;

export const config = { matcher: ['/user'] };
