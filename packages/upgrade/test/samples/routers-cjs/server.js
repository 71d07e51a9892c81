const express = require('express')
const { attachUser, requireLogin } = require('./middleware/auth')

const app = express()

app.use('/webhooks', require('./routes/webhooks'))
app.use(express.json())
app.use(attachUser)
app.use('/users', requireLogin, require('./routes/users'))
app.use('/notes', require('./routes/notes'))

app.use((err, req, res, next) => {
  if (err.message === 'Unauthenticated') {
    return res.status(401).json({ error: 'Please sign in' })
  }
  res.status(500).json({ error: err.message })
})

const server = app.listen(process.env.PORT || 3000, () => {
  console.log(JSON.stringify(server.address()))
})
