// Sends what it is told with @discordjs/rest as it comes: every message at once, its own queues do the rest.
// Usage: node send.mjs '{"api","token","posts":[{"path","auth","body"}…]}'; prints one line of JSON when all have settled.
import { REST } from '@discordjs/rest';

const order = JSON.parse(process.argv[2]);
const rest = new REST({ version: '10', api: order.api.replace(/\/v10$/, '') }).setToken(order.token);
const settled = await Promise.allSettled(
  order.posts.map(({ path, auth, body }) => rest.post(path, { body, auth })));
const failures = settled.filter(({ status }) => status === 'rejected').map(({ reason }) => String(reason));
console.log(JSON.stringify({ failed: failures.length, first: failures[0] ?? null }));
