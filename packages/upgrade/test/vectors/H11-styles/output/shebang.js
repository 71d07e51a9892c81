#!/usr/bin/env node
'use strict';
const { getAuth } = require('@acme/express');
// A comment.
app.get('/a', (req, res) => res.json(getAuth(req).userId));
