import { getAuth } from '@acme/remix/ssr.server';

export const readUser = async (args) => (await getAuth(args)).userId;
