const { Webhook } = require('svix');

const seen = [];

module.exports = async (app) => {
  // The signature is that of the bytes.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => done(null, body));

  app.post('/clerk', async (request, reply) => {
    /** @type {any} */
    let event;
    try {
      event = new Webhook(process.env.CLERK_WEBHOOK_SIGNING_SECRET).verify(request.body.toString(), request.headers);
    } catch {
      return reply.code(400).send({ error: 'Bad signature' });
    }
    seen.push(event.type);
    return { seen };
  });
};
