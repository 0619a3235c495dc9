// A bot as discord.js users write it: node client.mjs API TOKEN GUILD. Any warning or error ends it.
import {
  ActionRowBuilder, ButtonBuilder, ButtonStyle, Client, GatewayIntentBits, MessageFlags, ModalBuilder, SlashCommandBuilder,
  TextInputBuilder, TextInputStyle,
} from 'discord.js';

const [api, token, guild] = process.argv.slice(2);
const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent],
  rest: {api, version: '10'},
});

function fail(what) {
  console.error('FAILED', what);
  process.exit(1);
}

client.on('error', fail);
client.on('warn', fail);
client.rest.on('rateLimited', limit => console.log('HELD BACK', limit.route));
client.rest.on('invalidRequestWarning', fail);
process.on('unhandledRejection', fail);

client.on('messageCreate', async message => {
  if (message.author.bot || !message.content.startsWith('burst')) return;
  await Promise.all(Array.from({length: 12}, (_, i) => message.channel.send('no. ' + i)));
});

client.on('interactionCreate', async interaction => {
  try {
    if (interaction.isChatInputCommand() && interaction.commandName === 'echo') {
      await interaction.deferReply();
      await interaction.editReply(interaction.options.getString('what') + ' ' + interaction.options.getInteger('times'));
      await interaction.followUp({content: 'psst', flags: MessageFlags.Ephemeral});
    } else if (interaction.isChatInputCommand()) {
      const text = new TextInputBuilder().setCustomId('text').setLabel('Text').setStyle(TextInputStyle.Paragraph);
      await interaction.showModal(new ModalBuilder().setCustomId('form').setTitle('A form')
        .addComponents(new ActionRowBuilder().addComponents(text)));
    } else if (interaction.isModalSubmit()) {
      await interaction.reply({content: interaction.fields.getTextInputValue('text'), flags: MessageFlags.Ephemeral});
    } else if (interaction.isButton()) {
      await interaction.update({content: `${interaction.customId} by ${interaction.user.username}`, components: []});
    }
  } catch (failure) {
    fail(failure);
  }
});

client.once('clientReady', async () => {
  await client.application.commands.set([
    new SlashCommandBuilder().setName('echo').setDescription('Says it again')
      .addStringOption(option => option.setName('what').setDescription('What').setRequired(true))
      .addIntegerOption(option => option.setName('times').setDescription('How often')).toJSON(),
    new SlashCommandBuilder().setName('form').setDescription('Opens a form').toJSON(),
  ], guild);
  const channel = client.channels.cache.find(any => any.name === 'feedback');
  const sent = await channel.send({
    content: 'press',
    components: [new ActionRowBuilder().addComponents(
      new ButtonBuilder().setCustomId('ok:1').setLabel('OK').setStyle(ButtonStyle.Success))],
  });
  await sent.pin();
  console.log('READY');
});

await client.login(token);
