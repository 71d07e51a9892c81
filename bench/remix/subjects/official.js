import { getAuth } from '@clerk/remix/ssr.server';

export const readUser = async (args) => (await getAuth(args)).userId;
