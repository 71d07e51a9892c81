const { requireAuth } = require('@clerk/express');

app.get('/a', requireAuth, (req, res) => res.end());
