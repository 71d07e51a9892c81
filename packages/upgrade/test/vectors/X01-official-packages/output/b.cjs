'use strict'
const { clerkMiddleware } = require("@acme/express")
const { clerkPlugin } = require(`@acme/fastify`)
const jsx = require('@acme/hono')
module.exports = { clerkMiddleware, clerkPlugin, jsx }
