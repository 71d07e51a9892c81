const { clerkClient } = require('@acme/express');

clerkClient.users.getUser('user_1').then((user) => show(user.imageUrl));

async function list() {
  const user = await clerkClient.users.getUser('user_2');
  const { data: all } = await clerkClient.users.getUserList();
  return [user.imageUrl, ...all.map((one) => one.imageUrl), row.profileImageUrl];
}
