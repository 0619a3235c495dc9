# One image for every service; its argument says which: ingest-api, sync-worker, discord-publisher, console, discord-simulator,
# standalone (./gateway start) or cli. They share all layers, so that a host stores and pulls them once.
# Before them stands the ingest-proxy, an image of its own.

FROM debian:13-slim AS ingest-proxy
# The same base as the services, so that this image costs its own few megabytes only.
RUN apt-get update && apt-get install -y --no-install-recommends haproxy && rm -rf /var/lib/apt/lists/*
COPY deploy/proxy/haproxy.cfg /etc/haproxy/haproxy.cfg
USER haproxy
EXPOSE 3001
STOPSIGNAL SIGUSR1
HEALTHCHECK --interval=5s --timeout=5s --retries=6 --start-period=60s CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/8405 && printf 'GET /up HTTP/1.0\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200 '* ]]"]
ENTRYPOINT ["haproxy", "-W", "-db", "-f", "/etc/haproxy/haproxy.cfg"]


FROM maven:3-eclipse-temurin-25 AS runtime
# A Java without compilers and tools. With every module of Java SE, and of the JDK's those that libraries look for by themselves, so that
# none is missed where nobody looked; ImageTest compares them with what the libraries name. Of localedata the languages that members can
# read. Nothing draws or plays here, so what java.desktop does that with is left out. The files have one time, so that the layer is the
# same until the JDK changes.
RUN jlink --output /runtime/opt/java/openjdk --no-header-files --no-man-pages --compress zip-6 --include-locales en,de --add-modules \
java.se,jdk.accessibility,jdk.charsets,jdk.crypto.cryptoki,jdk.crypto.ec,jdk.dynalink,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.localedata,\
jdk.management,jdk.management.agent,jdk.management.jfr,jdk.naming.dns,jdk.naming.rmi,jdk.net,jdk.nio.mapmode,jdk.sctp,jdk.security.auth,\
jdk.security.jgss,jdk.unsupported,jdk.xml.dom,jdk.zipfs \
 && cd /runtime/opt/java/openjdk/lib && rm libawt*.so libfontmanager.so libfreetype.so libjavajpeg.so libjawt.so libjsound.so liblcms.so \
  libmlib_image.so libsplashscreen.so psfont* \
 && find /runtime -exec touch -h -d 2000-01-01T00:00:00Z {} +


FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
# What the poms need comes first and stays as long as they do. One source file makes the compiler load
# what it compiles with, too.
COPY pom.xml ./
COPY .mvn .mvn
COPY common/input/pom.xml common/input/
COPY common/language/pom.xml common/language/
COPY common/config/pom.xml common/config/
COPY common/crypto/pom.xml common/crypto/
COPY common/http/pom.xml common/http/
COPY common/task/pom.xml common/task/
COPY common/events/pom.xml common/events/
COPY common/messaging/pom.xml common/messaging/
COPY common/storage/pom.xml common/storage/
COPY common/cards/pom.xml common/cards/
COPY common/service/pom.xml common/service/
COPY common/discord-client/pom.xml common/discord-client/
COPY common/embedded/pom.xml common/embedded/
COPY common/test-kit/pom.xml common/test-kit/
COPY common/integration-tests/pom.xml common/integration-tests/
COPY ingest-api/pom.xml ingest-api/
COPY ingest-api/integration-tests/pom.xml ingest-api/integration-tests/
COPY sync-worker/pom.xml sync-worker/
COPY sync-worker/integration-tests/pom.xml sync-worker/integration-tests/
COPY discord-publisher/pom.xml discord-publisher/
COPY discord-publisher/integration-tests/pom.xml discord-publisher/integration-tests/
COPY console/pom.xml console/
COPY console/integration-tests/pom.xml console/integration-tests/
COPY cli/pom.xml cli/
COPY discord-simulator/pom.xml discord-simulator/
COPY discord-simulator/integration-tests/pom.xml discord-simulator/integration-tests/
COPY discord-specification/pom.xml discord-specification/
COPY standalone/pom.xml standalone/
COPY standalone/integration-tests/pom.xml standalone/integration-tests/
COPY e2e/pom.xml e2e/
COPY e2e/history-checker/pom.xml e2e/history-checker/
COPY common/events/src/main/java/dev/gatewaysync/events/package-info.java common/events/src/main/java/dev/gatewaysync/events/
# As ./gateway builds it: the checkers' say is the gate's.
ARG BUILD="mvn -B -ntp -q -pl standalone,cli -am -Dunchecked -Dmaven.test.skip=true -Dspotless.check.skip package"
RUN $BUILD && find . -name target -prune -exec rm -r {} +
COPY common common
COPY ingest-api ingest-api
COPY sync-worker sync-worker
COPY discord-publisher discord-publisher
COPY console console
COPY cli cli
COPY discord-simulator discord-simulator
COPY discord-specification discord-specification
COPY standalone standalone
COPY deploy/image/assemble deploy/image/
# Times are part of a layer: with those of this build, no pull could take the libraries of the build before. Ours keep theirs, by which
# browsers know that the console's pages are new.
RUN $BUILD && deploy/image/assemble /app \
 && mkdir -p /libraries/app && mv /app/lib /app/native /libraries/app/ && find /libraries -exec touch -d 2000-01-01T00:00:00Z {} +


FROM debian:13-slim AS gateway
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin gateway \
 && install -d -o gateway -g gateway /data /backups
# What changes seldom comes first, with its folders, whose time is fixed, too: so two builds make the same layers of runtime and libraries,
# and a host that has the version before pulls what is new.
ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:$PATH LANG=C.UTF-8
COPY --from=runtime /runtime /
COPY --from=build /libraries /
COPY deploy/image/run deploy/image/options deploy/image/healthcheck deploy/image/train /app/
COPY --from=build /app/own /app/own
COPY --from=build /app/services /app/services
COPY --from=build /app/class-path /app/class-path
# In this stage, because a cache is bound to its Java and to the very files of its class path.
RUN /app/train
USER gateway
WORKDIR /data
# Few arenas: the C library's default keeps tens of megabytes per core that nobody uses.
ENV MALLOC_ARENA_MAX=2 LOG_FORMAT=json GATEWAY_DATA_DIR=/data BACKUP_DIR=/backups BIND_ADDRESS=0.0.0.0 SIMULATOR_BIND_ADDRESS=0.0.0.0
EXPOSE 3001 3002 3003 3004 9101 9102 9103 9104
# A machine under load may need minutes for all of them; the first success ends the period.
HEALTHCHECK --interval=5s --timeout=5s --retries=6 --start-period=180s CMD ["/app/healthcheck"]
ENTRYPOINT ["/app/run"]
CMD ["standalone", "start"]
