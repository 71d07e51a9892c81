const clerk = require('@clerk/clerk-sdk-node');

exports.describeUser = async (id) => {
  const user = await clerk.users.getUser(id);
  return { id: user.id, email: user.emailAddresses[0].emailAddress };
};

exports.countUsers = () => clerk.clerkClient.users.getUserList().then((list) => list.length);
