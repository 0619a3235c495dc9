package dev.gatewaysync.console.place;

import dev.gatewaysync.console.AlertSettings;
import dev.gatewaysync.console.MailServer;
import dev.gatewaysync.service.settings.Secret;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A mailbox. Its Message-ID is the same at every try; most servers show a repeat all the same. */
final class MailPlace implements Place {
    private static final String MILLIS = "10000";

    private final AlertSettings.Address.Mailbox address;
    private final String mailbox;
    private final MailServer server;
    private final String app;
    private final JavaMailSenderImpl sender;

    MailPlace(AlertSettings.Address.Mailbox address, MailServer server, String app) {
        this.address = address;
        this.mailbox = address.mailbox();
        this.server = server;
        this.app = app;
        this.sender = sender(server);
    }

    @Override
    public String key() {
        return address.key();
    }

    @Override
    public String name() {
        return "mail to " + mailbox;
    }

    @Override
    public boolean knowsRepeats() {
        return false;
    }

    @Override
    public Told check() {
        try {
            sender.testConnection();
            return new Told.Done();
        } catch (MessagingException e) {
            return Told.Failed.of(reason(e));
        }
    }

    @Override
    public Told tell(Notice notice) throws InterruptedException {
        try {
            sender.send(message(notice));
            return new Told.Done();
        } catch (MailAuthenticationException e) {
            return Told.Failed.of("the mail server refuses the user or the password of SMTP_URL");
        } catch (MailSendException | MailParseException e) {
            return Told.Failed.of(reason(e));
        } catch (MailException | MessagingException e) {
            return Told.Failed.of("the mail cannot be made");
        }
    }

    private static JavaMailSenderImpl sender(MailServer server) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        String protocol = server.tls() ? "smtps" : "smtp";
        sender.setProtocol(protocol);
        sender.setHost(server.host());
        sender.setPort(server.port());
        String user = server.user();
        Secret password = server.password();
        if (user != null && password != null) {
            sender.setUsername(user);
            sender.setPassword(password.reveal());
        }
        Properties properties = sender.getJavaMailProperties();
        String prefix = "mail." + protocol + ".";
        properties.put(prefix + "auth", Boolean.toString(password != null));
        properties.put(prefix + "connectiontimeout", MILLIS);
        properties.put(prefix + "timeout", MILLIS);
        properties.put(prefix + "writetimeout", MILLIS);
        properties.put(prefix + "ssl.checkserveridentity", "true");
        if (!server.tls()) {
            properties.put("mail.smtp.starttls.enable", Boolean.toString(server.startTls()));
            properties.put("mail.smtp.starttls.required", Boolean.toString(password != null));
        }
        return sender;
    }

    private MimeMessage message(Notice notice) throws MessagingException {
        MimeMessage message = new StableIdMessage(sender.getSession(), "<" + notice.id() + "@gateway-sync>");
        message.setFrom(server.from());
        message.setRecipients(jakarta.mail.Message.RecipientType.TO, mailbox);
        message.setSubject(
                "[" + NoticeText.line(app) + "] " + NoticeText.line(notice.title()), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(notice.at()));
        // No answers of an absent reader's mailbox (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setText(NoticeText.of(notice), StandardCharsets.UTF_8.name());
        return message;
    }

    /** The server's own words may repeat what it was told; only what kind of refusal it is leaves here. */
    private static String reason(Exception failed) {
        Throwable last = failed;
        if (failed instanceof MailSendException sent && sent.getMessageExceptions().length > 0) {
            last = sent.getMessageExceptions()[0];
        }
        for (Throwable cause = last; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationFailedException) {
                return "the mail server refuses the user or the password of SMTP_URL";
            }
            if (cause instanceof SendFailedException) {
                return "the mail server refuses the sender or the recipient";
            }
            if (cause instanceof java.net.SocketTimeoutException) {
                return "the mail server does not answer in time";
            }
            if (cause instanceof SSLException) {
                return "its TLS does not work: is its certificate of this host and trusted here, and its port one of TLS?";
            }
            if (String.valueOf(cause.getMessage()).contains("STARTTLS is required")) {
                return "the mail server offers no TLS, over which alone a password goes";
            }
            if (cause instanceof java.io.IOException) {
                return "the mail server cannot be reached";
            }
        }
        return "the mail server does not take it";
    }

    /** The library gives every message an id of its own when it is saved. */
    private static final class StableIdMessage extends MimeMessage {
        private final String id;

        StableIdMessage(jakarta.mail.Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
