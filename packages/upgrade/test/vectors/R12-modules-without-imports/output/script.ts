const name = 'script'
console.log(name)

export {}
