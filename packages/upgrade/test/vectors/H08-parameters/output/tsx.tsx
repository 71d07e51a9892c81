import { clerkClient } from '@acme/express';

export const Page = async ({ id }: { id: string }) => <p>{(await clerkClient.users.getUserList()).data[0]?.id}</p>;
