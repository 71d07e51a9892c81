'use strict'
const clerk = require('@clerk/clerk-sdk-node')
const guard = clerk.ClerkExpressRequireAuth()
exports.guard = guard
exports.wrapped = (req, res, next) => guard(req, res, next)
exports.both = compose(guard, clerk.ClerkExpressRequireAuth())
