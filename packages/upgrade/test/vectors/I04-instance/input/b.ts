import Clerk from '@clerk/clerk-sdk-node/esm/instance';

export class Service {
  constructor(private readonly clerk: Clerk) {}
}
export const service = new Service(new Clerk({ apiKey: 'x' }));
