import { clerkClient } from '@clerk/clerk-sdk-node';

export const Page = async ({ id }: { id: string }) => <p>{(await clerkClient.users.getUserList())[0]?.id}</p>;
