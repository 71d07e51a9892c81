const { decodeJwt: decode, signedInAuthObject } = require('@clerk/backend')
const { createClerkClient: create } = require('@clerk/backend')

exports.read = (token) => decode(token)
exports.auth = () => signedInAuthObject({})
exports.clerk = create({ apiKey: process.env.KEY })
