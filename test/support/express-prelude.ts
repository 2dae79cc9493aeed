/** What most Express cases begin with. */
export const expressPrelude = `const express = require("express")
const cors = require("cors")
const jwt = require("jsonwebtoken")
const createError = require("http-errors")
const app = express()
`
