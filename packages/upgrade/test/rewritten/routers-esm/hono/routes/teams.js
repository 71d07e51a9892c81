import { clerkClient, getAuth } from '@acme/hono';
import { Hono } from 'hono';

/** Answers 401 to whoever is not signed in. */
async function requireSignedIn(c, next) {
  if (!getAuth(c).isAuthenticated) return c.json({ error: 'Unauthorized' }, 401);
  await next();
}

const router = new Hono();
router.use(requireSignedIn);

router.get('/', async (c) => {
  const { data } = await clerkClient.organizations.getOrganizationList();
  return c.json({ teams: data.map((team) => team.slug), by: getAuth(c).userId });
});

router.post('/', async (c) => {
  const { name } = await c.req.json();
  const team = await clerkClient.organizations.createOrganization({ name, createdBy: getAuth(c).userId });
  return c.json({ name: team.name, createdBy: team.createdBy }, 201);
});

export default router;
