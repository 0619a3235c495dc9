package dev.gatewaysync.console.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * @param outcome ok; failed, where something that is set does not work; warning, where it works and costs something; or
 *     skipped
 * @param advice what to do; null if it is ok
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Check(
        String name, String outcome, String found, @Nullable String advice) {
    static Check ok(String name, String found) {
        return new Check(name, "ok", found, null);
    }

    static Check failed(String name, String found, String advice) {
        return new Check(name, "failed", found, advice);
    }

    static Check warning(String name, String found, String advice) {
        return new Check(name, "warning", found, advice);
    }

    static Check skipped(String name, String found, String advice) {
        return new Check(name, "skipped", found, advice);
    }
}
