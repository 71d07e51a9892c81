// The client of the instance.
import { clerkClient } from '@acme/express';
import express from 'express';

const app = express();
app.get('/users/:id', async (req, res) => {
  const user = await clerkClient.users.getUser(req.params.id); // one user
  res.json({ user, clerk: typeof clerkClient });
});
export const context = { clerk: clerkClient };
export default clerkClient;
