#!/usr/bin/env node
'use strict';
// A comment.
app.get('/a', (req, res) => res.json(req.auth.userId));
