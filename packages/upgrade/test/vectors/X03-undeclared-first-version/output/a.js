const { verifyJwt: acmeVerifyJwt } = require('@acme/backend/jwt');

module.exports = (token) => acmeVerifyJwt(token, { key });
