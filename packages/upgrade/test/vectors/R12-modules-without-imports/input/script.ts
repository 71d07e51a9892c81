import { setClerkHttpOptions } from '@clerk/clerk-sdk-node'

setClerkHttpOptions({ headers: { 'x-a': 'b' } })
const name = 'script'
console.log(name)
