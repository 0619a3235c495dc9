package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.discord.ratelimit.BlockState;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.storage.OperatorRequests;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that sends, for as long as this instance is the active one. */
final class ActivePublisher implements LeaderElection.Sending {
    private static final Logger log = LoggerFactory.getLogger(ActivePublisher.class);
    private static final Duration DIRECTORY_REFRESH = Duration.ofMinutes(5);
    private static final Duration TICK = Duration.ofMillis(500);
    /** How often the times of sends are stored; what a crash forgets of them can cost a 429, no message. */
    private static final Duration SAVE = Duration.ofSeconds(2);

    /** Change the numbers without being shown beside them. */
    private static final Set<EventType> CHANGES_NUMBERS = Set.of(EventType.SYNC_COMPLETED, EventType.MILESTONE_REACHED);

    private final LaneTools tools;
    private final WebhookSendLog webhookSendLog;
    private final StoredBlock block;
    private final Pause pause = new Pause();
    private final ChannelCreator channels;
    private final LaneScheduler laneScheduler;
    private final Foreseen foreseen;
    private final ResumeRequests resumeRequests;
    private final List<StatisticsMessage> statisticsMessages;
    private final Thread keeper;
    private int toldRefusals;

    /**
     * @param all every target that is known without an event
     * @param statistics those of them that show the numbers
     */
    record Foreseen(List<String> all, List<String> statistics) {}

    ActivePublisher(
            LaneTools tools,
            WebhookSendLog webhookSendLog,
            StatisticsMessages statisticsMessages,
            Foreseen foreseen,
            OperatorRequests requests) {
        this.tools = tools;
        this.webhookSendLog = webhookSendLog;
        this.block = webhookSendLog.storedBlock();
        this.channels = new ChannelCreator(tools, pause, this::channelsChanged);
        this.laneScheduler = new LaneScheduler(tools, channels, pause);
        this.foreseen = foreseen;
        this.statisticsMessages = foreseen.statistics().stream()
                .map(target -> statisticsMessages.board(target, tools, pause))
                .toList();
        this.resumeRequests = new ResumeRequests(requests, tools, this::resume, channels);
        this.keeper = Thread.ofVirtual().name("discord-directory").unstarted(this::keep);
    }

    @Override
    public void start() {
        webhookSendLog.restore();
        block.restore();
        tools.targets().forgetWhatWasTold();
        tools.directory().rememberDead(tools.targets().deadSenders());
        tools.directory().rememberUsed(tools.targets().usedChannels());
        keeper.start();
        laneScheduler.start();
        statisticsMessages.forEach(StatisticsMessage::start);
    }

    @Override
    public void planned(List<EventEnvelope> events) {
        laneScheduler.wake();
        for (EventEnvelope event : events) {
            if (CHANGES_NUMBERS.contains(event.type())) {
                statisticsMessages.forEach(board -> board.refreshAfter(event.id()));
            } else if (event.type() == EventType.STATS_UPDATED) {
                statisticsMessages.forEach(StatisticsMessage::wake);
            }
        }
    }

    @Override
    public void stop(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        pause.stop();
        try {
            laneScheduler.stop(patience);
            for (StatisticsMessage board : statisticsMessages) {
                board.stop(Duration.ofNanos(end - System.nanoTime()));
            }
            if (channels.isMaking()) {
                keeper.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
            keeper.interrupt();
            keeper.join(Duration.ofSeconds(1));
            webhookSendLog.save();
            block.save();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("The times of the last sends were not stored: {}", e.toString());
        }
    }

    private void keep() {
        Keeping keeping = new Keeping();
        try {
            while (!pause.isStopped()) {
                try {
                    keeping.step();
                } catch (RuntimeException | Error e) {
                    log.warn("discord.not_kept reason={} next=trying again", e.toString());
                    log.debug("discord.not_kept", e);
                }
                pause.sleep(TICK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the keeper does in each round, and when it did it last. */
    private final class Keeping {
        private long refreshAt = System.nanoTime();
        private long saveAt = System.nanoTime();
        private int failures;

        void step() throws InterruptedException {
            if (isBlocked()) {
                // The channels are asked for when it is over.
                refreshAt = System.nanoTime();
            } else if (System.nanoTime() - refreshAt >= 0
                    || tools.directory().isChanged()
                    || (failures == 0 && tools.directory().isRefreshWanted())) {
                Optional<Duration> again = refresh(failures + 1);
                failures = again.isPresent() ? failures + 1 : 0;
                refreshAt = System.nanoTime() + again.orElse(DIRECTORY_REFRESH).toNanos();
            }
            if (tools.courier().mayProbe() && tools.directory().takePermissionsChanged()) {
                laneScheduler.resumeAll();
                statisticsMessages.forEach(StatisticsMessage::resume);
            }
            if (System.nanoTime() - saveAt >= 0) {
                saveAt = System.nanoTime() + SAVE.toNanos();
                save();
            }
            answerOperators();
            if (!tools.courier().isBlocked()) {
                makeChannels();
            }
        }
    }

    private void resume(String target) {
        laneScheduler.resume(target);
        statisticsMessages.stream().filter(board -> board.serves(target)).forEach(StatisticsMessage::resume);
    }

    private void answerOperators() {
        try {
            resumeRequests.answerNext();
        } catch (RuntimeException e) {
            log.debug("What operators ask for was not read: {}", e.toString());
        }
    }

    /** Asks, when it is time, with one request for all whether this address is still blocked. */
    private boolean isBlocked() throws InterruptedException {
        MessageSender messageSender = tools.courier();
        if (messageSender.isBlocked() && messageSender.isBlockProbeDue()) {
            tools.directory().lookAgain();
        }
        BlockState block = messageSender.block();
        if (block.refusals() != toldRefusals) {
            toldRefusals = block.refusals();
            if (block.isUp()) {
                log.error(
                        "discord.address_blocked refusals={} reason=the network in front of Discord refuses this address"
                                + " next=nothing is sent; one request asks again in {} s",
                        block.refusals(),
                        block.nextProbe().toSeconds());
            } else {
                log.info("discord.address_unblocked next=sending goes on");
                laneScheduler.wake();
            }
        }
        return block.isUp();
    }

    private void makeChannels() throws InterruptedException {
        try {
            channels.step();
        } catch (RuntimeException e) {
            log.warn("channel.not_created reason={} next=trying again", e.toString());
        }
    }

    private void channelsChanged() {
        laneScheduler.wake();
        statisticsMessages.forEach(StatisticsMessage::wake);
        foreseen.all().forEach(this::seen);
    }

    /** What is foreseen has its channel before its first event. */
    private void seen(String target) {
        Destination destination = tools.directory().destination(target);
        tools.targets().seen(target, destination);
        if (destination instanceof Destination.ToBeMade toBeMade) {
            channels.want(target, toBeMade);
        }
    }

    private void save() {
        try {
            webhookSendLog.save();
            block.save();
        } catch (RuntimeException e) {
            log.debug("The times of the last sends were not stored: {}", e.toString());
        }
    }

    /** How long until it has to be tried again; empty if it was done. */
    private Optional<Duration> refresh(int attempt) throws InterruptedException {
        try {
            Optional<DiscordFailure> failure = tools.directory().refresh();
            laneScheduler.wake();
            foreseen.all().forEach(this::seen);
            if (failure.isEmpty()) {
                statisticsMessages.forEach(StatisticsMessage::wake);
                return Optional.empty();
            }
            log.warn(
                    "discord.channels_unknown reason={} next=asking again; planned deliveries wait",
                    failure.get().message());
            if (failure.get().failureClass() == FailureClass.CREDENTIAL) {
                tools.gate().refused(failure.get().message());
            }
            return Optional.of(
                    switch (failure.get().failureClass()) {
                        case SLOW_DOWN, BLOCKED, NOT_EXECUTED, AMBIGUOUS ->
                            tools.timing().backoff().after(attempt);
                        case CREDENTIAL -> tools.timing().credentialProbe(attempt);
                        case TARGET_DEAD, PERMISSION, UNAVAILABLE, POISON, EDIT_TARGET_LOST ->
                            tools.timing().permissionProbe(attempt);
                    });
        } catch (RuntimeException e) {
            log.warn("discord.channels_unknown reason={} next=asking again", e.toString());
            return Optional.of(tools.timing().backoff().after(attempt));
        }
    }
}
