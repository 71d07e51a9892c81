'use strict'
const { clerkMiddleware } = require("@acme/express")
const { clerkPlugin } = require(`@clerk/fastify`)
const jsx = require('@acme/hono')
module.exports = { clerkMiddleware, clerkPlugin, jsx }
