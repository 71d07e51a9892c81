import { verifyWebhook } from '@clerk/express/webhooks';
import { raw, Router } from 'express';

export const hooks = Router();

hooks.post('/', raw({ type: 'application/json' }), async (req, res) => {
  try {
    const event = await verifyWebhook(req);
    res.json({ type: event.type, id: event.data.id });
  } catch {
    res.status(400).json({ error: 'Bad signature' });
  }
});
