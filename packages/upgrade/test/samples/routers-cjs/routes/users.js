const { Router } = require('express')
const { clerkClient } = require('@clerk/clerk-sdk-node')

const router = Router()

router.get('/me', async (req, res, next) => {
  try {
    const user = await clerkClient.users.getUser(req.auth.userId)
    res.json({ id: user.id, image: Boolean(user.imageUrl || user.profileImageUrl) })
  } catch (error) {
    next(error)
  }
})

router.get('/', async (req, res) => {
  const [first, ...others] = await clerkClient.users.getUserList({ orderBy: 'created_at', limit: 10 })
  res.json({ first: first.id, others: others.length })
})

router.patch('/me', async ({ auth, body }, res) => {
  const user = await clerkClient.users.updateUser(auth.userId, { lastName: body.lastName })
  res.json({ lastName: user.lastName })
})

module.exports = router
