const express = require("express")
const { default: clerk, users } = require("@clerk/clerk-sdk-node")

exports.one = (id) => users.getUser(id)
exports.two = (id) => clerk.sessions.getSession(id)
