import clerk, { setClerkApiKey, setClerkServerApiUrl, users } from '@clerk/clerk-sdk-node';

setClerkApiKey(process.env.OTHER_KEY);
setClerkServerApiUrl('https://api.example.com');

export const user = await users.getUser('user_1');
export const session = await clerk.sessions.getSession('sess_1');
