#!/usr/bin/env node
// Tells Gateway Sync what happened, with fetch alone: no packages, Node 18 or later.
//
//   GATEWAY_URL=http://localhost:3001 WEBHOOK_SECRET=… node send-update.mjs app-deployed '{"version":"v2.1.0"}'
//
// The request is signed (Standard Webhooks), so the secret itself is not sent. Every try has the same webhook-id: however
// often it has to be repeated, the event happens once. Set WEBHOOK_ID to keep that over several runs of this script too.
import { createHmac, randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';

const TRIES = 6;

export async function sendUpdate(type, data, { url, secret, id = randomUUID(), tries = TRIES }) {
  const body = JSON.stringify({ type, data });
  for (let attempt = 1; ; attempt++) {
    let response, problem;
    try {
      response = await fetch(new URL('/webhook/updates', url), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...signature(secret, id, body) },
        body,
        signal: AbortSignal.timeout(15_000),
      });
      if (response.ok) return await response.json();
      problem = `${response.status} ${await response.text()}`;
    } catch (e) {
      problem = String(e.cause ?? e);
    }
    // What is wrong with the event itself will be as wrong at the next try.
    const worthRepeating = !response || response.status === 409 || response.status === 429 || response.status >= 500;
    if (!worthRepeating || attempt === tries) throw new Error(`${type} was not accepted: ${problem}`);
    const seconds = Number(response?.headers.get('Retry-After')) || Math.min(2 ** attempt, 30);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000 * (1 + Math.random() / 4)));
  }
}

function signature(secret, id, body) {
  const timestamp = Math.floor(Date.now() / 1000);
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${mac}` };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [type, data] = process.argv.slice(2);
  const { GATEWAY_URL: url = 'http://localhost:3001', WEBHOOK_SECRET: secret, WEBHOOK_ID: id } = process.env;
  if (!type || !secret) {
    console.error('Usage: GATEWAY_URL=… WEBHOOK_SECRET=… node send-update.mjs TYPE [DATA as JSON]');
    process.exit(2);
  }
  try {
    console.log(JSON.stringify(await sendUpdate(type, JSON.parse(data ?? '{}'), { url, secret, id })));
  } catch (e) {
    console.error(e.message);
    process.exit(1);
  }
}
