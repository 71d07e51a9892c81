const privateKey = `-----BEGIN PRIVATE KEY-----
MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC9Arw1FGoo+8oD
mrUEudjaEjV0avGoGInlut6TJVx3CrGJOQHkmS+6KgPJ1Lz0mJxs984+bj9C1S8u
SbeHKVqD91T01gEaokDR98lO/VWKpjMEX9onoL6tdv1YqMBwose2NFg++d3Uyep/
7xUEdq6Xz8UZMaLu6pkwBekuCx1Zcv45NleI9ROqK4hcTKQW/CeioMwnNtZ+LTeN
31fHEaMAjA3wIt6nRZlSJJd9fXorrlZCr0MsetU4rm+EdAzjL4PJIDzpUOP5UE8D
F2oltnh6iwBAzkhDe7T7ohFrgoXg3rrQYcizL3bVQjHQCbe8j1NUvybG2dwfc0ys
zLd6w/ddAgMBAAECggEAAXO9bWz4OdNhZHCyVlR1MYu1RG0z6RYzLQQoBJpjYPjA
j2zUMmTo5HXBLLJJN1nazc2DlKA1NTa9E452bf/n1Z63VOA2BvXbKKHONqCkoRmQ
x8ZSvz4xaNTCsoUtYVAm16QET4uM5D8e4Ze9IhklUz5B5eUnOs2rmp5ZAcUNFyxT
HR9r0RZVBX6qQeuLo1iAlX/rs5dA1AKAOxPpdjCeii4GbSpPhlop6/I+/vtJMhvs
hklYHsvFz1/zHcpcm5xCl1kElNSeo8iGo/xM0ca//Hclr28DJAbr7PwHvwuCF2Mv
lgUHVnNhsj6C8/F7jOrp3OSypfSnttiend8TQR7HwQKBgQDhtDtCxHCPEKL3lrjI
GeeisHboAFy2epvnd7gEt9zWlIBMj+ifNmkNNcGQTVM3ATDkakTmXLDdf06oLiDS
2PRKTyv4vAS//I68Nn7HiQQo0mEHsZZZ2SYwkfBBUMsAFSLlEbyeupaU1aUSHD7N
BAdcUqliZDV6udNvnbNitqIQ/QKBgQDWYaBa7aAsOBJ6nH55qR20/hwPnhq8/Qt4
d7OiUwq8QQy333iwfHWz97GcjdQ+5comvkwoXvguj4zHuTpdZAnNoc+x0rFV3SYH
ewWKbBrqnzLKwjdikvpGr1+VFkQJiPystfGAq7YLHkTPIyyKbAdw4MBT8RsD19qb
eYUOgH394QKBgAWSf4wMcYL2tC9Mp085ZICdvrHHoIJY0JSMXhyvtWIO1IQPYXzc
yQcsdpTrc8x92QkqnnzZePxe8kAws1rBRHa5Maq4aZ2bzKJU7hhbB6FCYGbiOYYK
WGkGkVnrdrePzga9w1xf2uvdwm+KBvrkyJG88LWfJ7rZ76Bn0k/zlli5AoGADwmY
CujCJHfma+1QPc5sBAcTBtFrRLhnNpMG6arzhNL3RmqJd6+zPeVw8u9L5QGPVXph
sy8+L13oXRYUDvr2aRMhk3KY99HkWf/6GoSMusph8LEA24w9u/mPNdDzAsw2FRNK
FmF1CoCcCP+Jn0gGmZdaRkkSQQnCDsfOWn8O12ECgYEAj0T9L3RP4sU/uGZqGf8u
JsrR8CmTyNRw0AewNLmCBBvNRvv43m1WhpATMEUiQxHg/76Nuk394IGxaTZ1uOIC
w2B8+jrTo0zA5gKq++PtOXefV0DY0KDygQqvDDiIReo9peueTEDKI3aosS6C4ERu
FMLv69o33lbOn2/cuYKrRC0=
-----END PRIVATE KEY-----
`;

/**
 * The RSA key that every emulator signs with. It is public on purpose: a fixed key keeps `.env` files and JWKS caches valid
 * across restarts and saves the time to generate one. Nothing outside a test may trust it.
 */
export const demoKey = {
  /** In the header of every token; it shows where the token came from. */
  id: 'ins_acme_emulator_demo',
  /** PKCS#8 PEM. */
  privateKey,
} as const;
