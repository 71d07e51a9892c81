import Clerk from '@clerk/clerk-sdk-node/instance';

const clerk = new Clerk({ apiKey: 'a' });
clerk.apiKey = 'b';
export default clerk;
