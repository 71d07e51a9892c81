// The client of the instance.
import clerk from '@clerk/clerk-sdk-node';
import express from 'express';

const app = express();
app.get('/users/:id', async (req, res) => {
  const user = await clerk.users.getUser(req.params.id); // one user
  res.json({ user, clerk: typeof clerk });
});
export const context = { clerk };
export default clerk;
