const { verifyJwt } = require('@clerk/backend');

module.exports = (token) => verifyJwt(token, { key });
