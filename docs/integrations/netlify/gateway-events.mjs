// A Netlify function that takes what Gateway Sync sends back: feedback, suggested resources and reviews from Discord.
// Copy it to netlify/functions/, set MAIN_APP_API_KEY on the site to the same value as on the gateway, and on the gateway
// MAIN_APP_URL=https://your-site.example and MAIN_APP_NOTIFY_PATH=/gateway-events.
import { createHmac, timingSafeEqual } from 'node:crypto';

const TOLERANCE_SECONDS = 300;
const MAX_BODY = 1024 * 1024;

export const config = { path: '/gateway-events' };

export default async function receive(request) {
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { Allow: 'POST' } });
  const key = process.env.MAIN_APP_API_KEY;
  if (!key) return new Response('MAIN_APP_API_KEY is not set', { status: 503, headers: { 'Retry-After': '60' } });
  const body = await request.text(); // as it was sent: what is signed is these bytes, not the object they stand for
  if (body.length > MAX_BODY || !isSigned(request.headers, body, key)) return new Response(null, { status: 401 });
  let event;
  try {
    event = JSON.parse(body);
  } catch {
    return new Response(null, { status: 400 });
  }
  // Events come at least once: webhook-id is the same at every try, so do the work once per id.
  await handle(event, request.headers.get('webhook-id'));
  return new Response(null, { status: 204 });
}

/** Standard Webhooks: HMAC-SHA256 of id.timestamp.body, and not older than five minutes. */
function isSigned(headers, body, key) {
  const id = headers.get('webhook-id');
  const timestamp = headers.get('webhook-timestamp');
  if (!id || !/^\d{1,12}$/.test(timestamp ?? '')) return false;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const bytes = key.startsWith('whsec_') ? Buffer.from(key.slice(6), 'base64') : Buffer.from(key);
  const expected = Buffer.from(createHmac('sha256', bytes).update(`${id}.${timestamp}.${body}`).digest('base64'));
  return (headers.get('webhook-signature') ?? '').split(' ').some((signature) => {
    const given = Buffer.from(signature.startsWith('v1,') ? signature.slice(3) : '');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** What your application does with it: here it is logged. Throw, and it is sent again later. */
async function handle(event, id) {
  switch (event.type) {
    case 'resource-suggested':
    case 'suggestion-reviewed':
    case 'user-feedback':
      console.log(id, event.type, JSON.stringify(event.data));
      break;
    default:
      console.log(id, event.type, 'is not for us');
  }
}
