const { users } = require('@clerk/clerk-sdk-node');

users.getUser('user_1').then((user) => show(user.profileImageUrl));

async function list() {
  const user = await users.getUser('user_2');
  const all = await users.getUserList();
  return [user.profileImageUrl, ...all.map((one) => one.profileImageUrl), row.profileImageUrl];
}
