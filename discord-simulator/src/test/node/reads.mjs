// What a server has, as discord.js reads it: node reads.mjs API TOKEN GUILD MEMBER CHANNEL. One line of JSON; any warning or error ends it.
import {ApplicationCommandType, Client, GatewayIntentBits, GuildScheduledEventEntityType, GuildScheduledEventStatus, MessageFlags,
  MessageType} from 'discord.js';

const [api, token, guildId, memberId, channelName] = process.argv.slice(2);
const client = new Client({intents: [GatewayIntentBits.Guilds], rest: {api, version: '10'}});

function fail(what) {
  console.error('FAILED', what);
  process.exit(1);
}

client.on('error', fail);
client.on('warn', fail);
client.rest.on('invalidRequestWarning', fail);
process.on('unhandledRejection', fail);

const message = each => ({
  type: MessageType[each.type],
  author: each.author.username,
  title: each.embeds[0]?.title ?? null,
  link: each.embeds[0]?.url ?? null,
  text: each.embeds[0]?.description ?? each.content,
  fields: each.embeds[0]?.fields.map(field => field.name) ?? [],
  colour: each.embeds[0]?.hexColor ?? null,
  answers: each.reference?.messageId ?? null,
  id: each.id,
  published: each.flags.has(MessageFlags.Crossposted),
  pings: [...each.mentions.roles.keys()],
});

client.once('clientReady', async () => {
  const guild = await client.guilds.fetch(guildId);
  const commands = await client.application.commands.fetch({guildId, withLocalizations: true});
  const events = await guild.scheduledEvents.fetch();
  const roles = await guild.roles.fetch();
  const member = await guild.members.fetch(memberId);
  const channel = (await guild.channels.fetch()).find(each => each.name === channelName);
  const messages = await channel.messages.fetch({limit: 50});
  console.log(JSON.stringify({
    commands: commands.map(each => ({
      name: each.name, type: ApplicationCommandType[each.type], description: each.description,
      german: [each.nameLocalizations?.de ?? null, each.descriptionLocalizations?.de ?? null], options: each.options.map(option => option.name),
      needs: each.defaultMemberPermissions?.toArray() ?? null,
    })),
    events: events.map(each => ({
      name: each.name, status: GuildScheduledEventStatus[each.status], kind: GuildScheduledEventEntityType[each.entityType],
      start: each.scheduledStartAt.toISOString(), end: each.scheduledEndAt.toISOString(), place: each.entityMetadata.location,
      text: each.description, mine: each.creatorId === client.user.id,
    })),
    roles: roles.map(each => ({id: each.id, name: each.name, permissions: each.permissions.toArray()})),
    member: [...member.roles.cache.keys()],
    messages: [...messages.values()].reverse().map(message),
  }));
  await client.destroy();
});

await client.login(token);
