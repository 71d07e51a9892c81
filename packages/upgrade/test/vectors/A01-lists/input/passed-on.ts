import { clerkClient, users } from '@clerk/clerk-sdk-node';

declare function paginate<T>(fetch: (params: { limit: number }) => Promise<T[]>): Promise<T[]>;

export const everyone = () => paginate(clerkClient.users.getUserList);
export const service = { list: users.getUserList.bind(users) };

export async function count() {
  const { length } = await clerkClient.users.getUserList();
  const { 0: first } = await users.getUserList({ limit: 1 });
  const rest = await users.getUserList().then(({ length: many }) => many);
  return [length, first, rest];
}

export async function taken() {
  const { getUserList } = clerkClient.users;
  const list = await getUserList();
  return list.length;
}

expect(users.getUserList).toHaveBeenCalled();

export async function nested() {
  const { users: { getUserList: fetchAll } } = clerkClient;
  return (await fetchAll()).length;
}
