'use strict'
const { clerkMiddleware } = require("@clerk/express")
const { clerkPlugin } = require(`@clerk/fastify`)
const jsx = require('@clerk/hono')
module.exports = { clerkMiddleware, clerkPlugin, jsx }
