const { clerkClient } = require('@acme/express');

exports.count = async () => {
  const { data: list } = await clerkClient.users.getUserList();
  return list.length;
};
