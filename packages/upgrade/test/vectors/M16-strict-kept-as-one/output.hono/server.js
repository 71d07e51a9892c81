const express = require('express');
const auth = require('./auth');
const { getAuth } = require('@acme/hono');
const app = express();
app.use((req, res, next) => (req.path === '/public' ? next() : auth(req, res, next)));
app.get('/me', (req, res) => res.json(getAuth(req).userId));
