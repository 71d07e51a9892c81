import { clerkClient } from '@acme/express';

export async function lists(app, id) {
  const { data: all } = await clerkClient.users.getUserList({ limit: 10 });
  const { data: [first] } = await clerkClient.users.getUserList({ userId: [id] });
  const { data } = await clerkClient.sessions.getSessionList();
  const length = (await clerkClient.users.getUserList()).data.length;
  for (const user of (await clerkClient.users.getUserList()).data) app(user);
  await clerkClient.users.getUserList();
  clerkClient.users.getUserList().then(({ data: list }) => list.map(app));
  clerkClient.users.getUserList().then(({ data: list }) => list.map(app));
  clerkClient.users.getUserList().then(({ data: [one] }) => app(one));
  clerkClient.users.getUserList().then(({ data }) => app(data));
  clerkClient.users.getUserList().then(function ({ data: list }) {
    return list.length;
  });
  const [a, b] = await Promise.all([clerkClient.users.getUserList().then(({ data }) => data), clerkClient.invitations.getInvitationList().then(({ data }) => data)]);
  const maybe = (await clerkClient.users.getUserList()).data?.[0];
  return { all, first, data, length, a, b, maybe };
}
export const list = () => clerkClient.users.getUserList().then(({ data }) => data);
export const other = async () => (await clerkClient.users.getUserList()).data;
