const { clerkClient } = require('@acme/express')
var path = require('path')

exports.find = function (id) { return clerkClient.users.getUser(path.basename(id)) }
