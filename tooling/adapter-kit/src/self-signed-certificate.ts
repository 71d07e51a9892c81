import { createSign, generateKeyPairSync } from 'node:crypto';

// As little of X.509 as a server needs: RFC 5280 section 4.1 in the encoding of X.690.
const item = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const sequence = (...parts: readonly Uint8Array[]) => item(0x30, ...parts);
const sha256WithRsa = sequence(item(0x06, Buffer.from('2a864886f70d01010b', 'hex')), item(0x05));
const commonName = (name: string) =>
  sequence(item(0x31, sequence(item(0x06, Buffer.from('550403', 'hex')), item(0x0c, Buffer.from(name)))));
const time = (text: string) => item(0x17, Buffer.from(text));

/** A key and a certificate for `localhost` that only says so itself. */
export function selfSignedCertificate(): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const name = commonName('localhost');
  const content = sequence(
    item(0x02, Buffer.from([1])),
    sha256WithRsa,
    name,
    sequence(time('200101000000Z'), time('491231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = createSign('RSA-SHA256').update(content).sign(privateKey);
  const certificate = sequence(content, sha256WithRsa, item(0x03, Buffer.from([0]), signature));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`,
  };
}
