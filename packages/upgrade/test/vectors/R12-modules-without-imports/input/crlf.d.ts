import '@clerk/clerk-sdk-node'

declare global {
  var clerkReady: boolean
}
