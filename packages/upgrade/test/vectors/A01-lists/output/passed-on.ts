import { clerkClient } from '@acme/express';

declare function paginate<T>(fetch: (params: { limit: number }) => Promise<T[]>): Promise<T[]>;

export const everyone = () => paginate(clerkClient.users.getUserList);
export const service = { list: clerkClient.users.getUserList.bind(clerkClient.users) };

export async function count() {
  const { data: { length } } = await clerkClient.users.getUserList();
  const { data: { 0: first } } = await clerkClient.users.getUserList({ limit: 1 });
  const rest = await clerkClient.users.getUserList().then(({ data: { length: many } }) => many);
  return [length, first, rest];
}

export async function taken() {
  const { getUserList } = clerkClient.users;
  const list = await getUserList();
  return list.length;
}

expect(clerkClient.users.getUserList).toHaveBeenCalled();

export async function nested() {
  const { users: { getUserList: fetchAll } } = clerkClient;
  return (await fetchAll()).length;
}
