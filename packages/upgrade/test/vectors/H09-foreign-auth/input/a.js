import { expressjwt } from 'express-jwt';

app.use(expressjwt({ secret: 'x', algorithms: ['HS256'] }));
app.get('/a', (req, res) => res.json(req.auth.sub));
