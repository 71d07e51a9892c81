const { requireAuth } = require('@acme/express');

app.get('/a', requireAuth(), (req, res) => res.end());
