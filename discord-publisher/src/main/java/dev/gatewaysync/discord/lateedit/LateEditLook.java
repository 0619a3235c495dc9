package dev.gatewaysync.discord.lateedit;

import dev.gatewaysync.discord.leader.LeaderLease;
import dev.gatewaysync.discord.outbox.EditInDoubt;
import dev.gatewaysync.discord.outbox.EditTable;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.discord.send.MessageEdits;
import dev.gatewaysync.discord.send.SendGate;
import dev.gatewaysync.events.EventJson;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * One look at a message whose edit got no sure answer. It costs a request only if something else was shown since, for only then an old edit
 * can do harm, and a second one only where it did.
 */
@Component
final class LateEditLook implements MessageEdits.Look {
    private static final Logger log = LoggerFactory.getLogger(LateEditLook.class);

    private final EditTable table;
    private final MessageEdits edits;
    private final ChannelDirectory directory;
    private final SendGate gate;
    private final LeaderLease lease;
    private final DeliveryTimings timings;

    LateEditLook(
            EditTable table,
            MessageEdits edits,
            ChannelDirectory directory,
            SendGate gate,
            LeaderLease lease,
            DeliveryTimings timings) {
        this.table = table;
        this.edits = edits;
        this.directory = directory;
        this.gate = gate;
        this.lease = lease;
        this.timings = timings;
    }

    @Override
    public void at(EditInDoubt edit) throws InterruptedException {
        if (edit.asked() != null) {
            // Whoever asked for it was killed before the answer.
            table.unclear(edit.messageId(), edit.asked(), timings.untilLateEdit(0));
        } else if (!edit.isOvertaken()) {
            looked(edit);
        } else {
            switch (directory.destination(edit.target())) {
                case Destination.Channel channel -> at(edit, channel);
                case Destination.Unknown unknown -> notKnownYet(edit);
                case Destination.Missing missing -> looked(edit);
                case Destination.ToBeMade toBeMade -> looked(edit);
                case Destination.Hidden hidden -> notLooked(edit);
                case Destination.Dead dead -> table.forget(edit.messageId());
            }
        }
    }

    private void at(EditInDoubt edit, Destination.Channel channel) throws InterruptedException {
        if (!edit.isIn(channel)) {
            // The target stands for another channel or sender now, from where the message cannot be edited.
            table.forget(edit.messageId());
            return;
        }
        if (!gate.isOpen(channel)) {
            notLooked(edit);
            return;
        }
        switch (edits.get(channel, edit.messageId())) {
            case RestResult.Done done -> {
                if (edits.isAsLeft(edit, done.body())) {
                    looked(edit);
                } else {
                    changeBack(edit, channel);
                }
            }
            case RestResult.Refused refused -> notSeen(edit, channel, refused.failure());
        }
    }

    private void notSeen(EditInDoubt edit, Destination.Channel channel, DiscordFailure failure)
            throws InterruptedException {
        switch (failure.failureClass()) {
            case EDIT_TARGET_LOST, TARGET_DEAD -> table.forget(edit.messageId());
            // Without Read Message History the bot may edit what it may not read: saying it once more does no harm.
            case PERMISSION -> changeBack(edit, channel);
            case POISON, UNAVAILABLE -> looked(edit);
            case CREDENTIAL, SLOW_DOWN, BLOCKED, NOT_EXECUTED, AMBIGUOUS -> notLooked(edit);
        }
    }

    private void changeBack(EditInDoubt edit, Destination.Channel channel) throws InterruptedException {
        if (!lease.isHeldInDatabase()) {
            // Another instance leads, and may have shown something newer.
            return;
        }
        ObjectNode wanted = (ObjectNode) EventJson.mapper().readTree(Objects.requireNonNull(edit.wanted()));
        switch (edits.edit(edit.target(), channel, edit.messageId(), wanted)) {
            case RestResult.Done done -> {
                log.info(
                        "message.edited_again target={} message={} reason=Discord may have carried out an old edit after the"
                                + " last one",
                        edit.target(),
                        channel.link(edit.messageId()));
                looked(edit);
            }
            case RestResult.Refused refused -> {
                log.warn(
                        "message.not_edited_again target={} message={} reason={} next=looking again",
                        edit.target(),
                        channel.link(edit.messageId()),
                        refused.failure().message());
                notEdited(edit, refused.failure());
            }
        }
    }

    private void notEdited(EditInDoubt edit, DiscordFailure failure) {
        switch (failure.failureClass()) {
            case EDIT_TARGET_LOST, TARGET_DEAD, POISON -> table.forget(edit.messageId());
            case PERMISSION, UNAVAILABLE -> looked(edit);
            case CREDENTIAL, SLOW_DOWN, BLOCKED, NOT_EXECUTED, AMBIGUOUS -> notLooked(edit);
        }
    }

    private void looked(EditInDoubt edit) {
        int looks = edit.looks() + 1;
        if (looks < DeliveryTimings.LOOKS_FOR_LATE_EDITS) {
            table.lookLater(edit.messageId(), looks, timings.untilLateEdit(looks));
        } else {
            table.forget(edit.messageId());
        }
    }

    /** As a start begins: Discord is asked for its channels at this moment. */
    private void notKnownYet(EditInDoubt edit) {
        table.lookLater(edit.messageId(), edit.looks(), timings.untilLateEdit(0));
    }

    /** Discord, or we, were not able to: that counts for nothing, and is tried again rarely. */
    private void notLooked(EditInDoubt edit) {
        table.lookLater(
                edit.messageId(), edit.looks(), timings.untilLateEdit(DeliveryTimings.LOOKS_FOR_LATE_EDITS - 1));
    }
}
