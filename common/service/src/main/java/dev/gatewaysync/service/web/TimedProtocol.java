package dev.gatewaysync.service.web;

import java.io.IOException;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 with its requests under {@link RequestDeadlines}. Tomcat makes it by its class name. */
public final class TimedProtocol extends Http11NioProtocol {
    private @Nullable RequestDeadlines deadlines;

    void watchedBy(RequestDeadlines watching) {
        this.deadlines = watching;
    }

    @Override
    protected Processor createProcessor() {
        if (deadlines == null) {
            throw new IllegalStateException("A connection came before its deadlines were set");
        }
        return new TimedProcessor(this, deadlines);
    }

    private static final class TimedProcessor extends Http11Processor {
        private final RequestDeadlines deadlines;

        TimedProcessor(TimedProtocol protocol, RequestDeadlines deadlines) {
            super(protocol, protocol.getAdapter());
            this.deadlines = deadlines;
        }

        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            deadlines.begin(socket, getRequest());
            boolean goesOn = false;
            try {
                SocketState state = super.service(socket);
                // The rest of a request's head is still to come.
                goesOn = state == SocketState.LONG;
                return state;
            } finally {
                if (!goesOn) {
                    deadlines.end(socket);
                }
            }
        }
    }
}
