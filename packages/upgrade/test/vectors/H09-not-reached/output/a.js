app.get('/a', (req, res) => res.json(req.auth.sub));
