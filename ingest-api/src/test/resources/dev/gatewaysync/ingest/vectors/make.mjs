// Makes vectors.json: signatures by implementations that nobody here wrote. Run `npm install && node make.mjs`; the tests
// read the file alone, so that the build needs no npm registry.
import { createHash, createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { sign as octokit } from '@octokit/webhooks-methods';
import { Webhook } from 'standardwebhooks';

const bodies = [
  '{"type":"app-deployed","data":{"version":"v1"}}',
  '{"test": 2432232314}',
  '{"type":"bug-fixed","data":{"title":"Grüße, 世界 🚀","description":"a\\r\\nb"}}\r\n',
  ' [1, 2.50, null]\n',
  'x'.repeat(300),
];
const encoded = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const plain = 'correct-horse-battery-staple';
const unicode = 'schöne-lange-parole';
const timestamp = 1614265330;
const vectors = [];
const add = (by, scheme, secret, body, more) => vectors.push({ by, scheme, secret, body, ...more });

for (const [i, body] of bodies.entries()) {
  const id = `msg_${i}`;
  const at = new Date((timestamp + i) * 1000);
  const more = (signature) => ({ id, timestamp: String(timestamp + i), signature });
  add('standardwebhooks', 'standard-webhooks', encoded, body, more(new Webhook(encoded).sign(id, at, body)));
  add('standardwebhooks, raw', 'standard-webhooks', plain, body,
    more(new Webhook(plain, { format: 'raw' }).sign(id, at, body)));
  for (const [secret, key] of [[encoded, Buffer.from(encoded.slice(6), 'base64')], [unicode, Buffer.from(unicode)]]) {
    const mac = createHmac('sha256', key).update(`${id}.${timestamp + i}.${body}`).digest('base64');
    add('node:crypto', 'standard-webhooks', secret, body, more(`v1,${mac}`));
  }
  add('@octokit/webhooks-methods', 'github', plain, body, { signature: await octokit(plain, body) });
  add('node:crypto', 'github', unicode, body,
    { signature: 'sha256=' + createHmac('sha256', unicode).update(body).digest('hex') });
  add('node:crypto', 'vercel', plain, body, { signature: createHmac('sha1', plain).update(body).digest('hex') });
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = part({ alg: 'HS256', typ: 'JWT' }) + '.'
    + part({ iss: 'netlify', sha256: createHash('sha256').update(body).digest('hex') });
  add('node:crypto', 'netlify', plain, body,
    { signature: signed + '.' + createHmac('sha256', plain).update(signed).digest('base64url') });
}
writeFileSync(new URL('vectors.json', import.meta.url), JSON.stringify(vectors, null, 2) + '\n');
console.log(`${vectors.length} vectors`);
