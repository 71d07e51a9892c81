var sdk = require('@clerk/clerk-sdk-node')
  , path = require('path')

exports.find = function (id) { return sdk.users.getUser(path.basename(id)) }
