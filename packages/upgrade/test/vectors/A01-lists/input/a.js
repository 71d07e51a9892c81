import clerk, { users } from '@clerk/clerk-sdk-node';

export async function lists(app, id) {
  const all = await clerk.users.getUserList({ limit: 10 });
  const [first] = await users.getUserList({ userId: [id] });
  const data = await clerk.sessions.getSessionList();
  const length = (await users.getUserList()).length;
  for (const user of await users.getUserList()) app(user);
  await users.getUserList();
  users.getUserList().then((list) => list.map(app));
  users.getUserList().then(list => list.map(app));
  users.getUserList().then(([one]) => app(one));
  users.getUserList().then(app);
  users.getUserList().then(function (list) {
    return list.length;
  });
  const [a, b] = await Promise.all([users.getUserList(), clerk.invitations.getInvitationList()]);
  const maybe = (await users.getUserList())?.[0];
  return { all, first, data, length, a, b, maybe };
}
export const list = () => users.getUserList();
export const other = async () => await users.getUserList();
