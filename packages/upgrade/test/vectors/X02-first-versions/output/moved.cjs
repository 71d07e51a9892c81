const { createClerkClient: create } = require('@acme/backend')
const { decodeJwt } = require('@acme/backend/jwt')
const { signedInAuthObject: acmeSignedInAuthObject } = require('@acme/backend/internal')

exports.read = (token) => decodeJwt(token)
exports.auth = () => acmeSignedInAuthObject({})
exports.clerk = create({ secretKey: process.env.KEY })
