exports.count = async () => {
  const { users: api } = await import('@clerk/clerk-sdk-node');
  const list = await api.getUserList();
  return list.length;
};
