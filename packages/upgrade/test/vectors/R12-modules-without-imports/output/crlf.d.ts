declare global {
  var clerkReady: boolean
}

export {}
