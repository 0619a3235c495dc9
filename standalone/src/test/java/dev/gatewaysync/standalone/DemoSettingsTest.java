package dev.gatewaysync.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.input.SettingNames;
import dev.gatewaysync.service.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoSettingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DISCORD_TOKEN",
                "GUILD_ID",
                "DISCORD_WEBHOOK_URL",
                "DISCORD_API_URL",
                "DISCORD_GATEWAY_URL",
                "MAIN_APP_URL",
                "MAIN_APP_NOTIFY_PATH",
                "MAIN_APP_API_KEY",
                "RABBITMQ_URL",
                "REDIS_URL",
                "DATABASE_URL",
                "SPOOL_DIR",
                "INGEST_URL",
                "DISCORD_ROUTES"
            })
    void what_leads_out_of_the_demo_is_left_alone_and_said(String name) {
        DemoSettings demo = DemoSettings.of(new Settings(Map.of(name, "real")));
        assertThat(demo.settings().text(name)).isEmpty();
        assertThat(demo.ignored()).containsExactly(name);
    }

    @Test
    void no_setting_of_today_or_later_gets_in_that_is_not_let_in() {
        Map<String, String> all = new HashMap<>();
        SettingNames.all().stream().filter(name -> !name.endsWith("_PORT")).forEach(name -> all.put(name, "real"));
        Settings demo = DemoSettings.of(new Settings(all)).settings();
        assertThat(SettingNames.all().stream()
                        .filter(name -> demo.text(name).filter("real"::equals).isPresent()))
                .containsOnly("LOG_FORMAT", "DEBUG", "BIND_ADDRESS", "LANGUAGE", "GATEWAY_MAX_HEAP");
        assertThat(demo.text("GATEWAY_DATA_DIR"))
                .contains(Path.of("real", "demo").toString());
        assertThat(demo.text("BACKUP_DIR"))
                .contains(Path.of("real", "demo", "backups").toString());
    }

    @Test
    void a_port_that_a_gateway_has_is_replaced_and_a_free_one_kept() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Settings demo = DemoSettings.of(new Settings(Map.of("CONSOLE_PORT", port, "WEBHOOK_PORT", "0")))
                    .settings();
            assertThat(demo.text("CONSOLE_PORT").orElseThrow()).isNotEqualTo(port);
            assertThat(demo.text("WEBHOOK_PORT")).contains("0");
        }
    }
}
