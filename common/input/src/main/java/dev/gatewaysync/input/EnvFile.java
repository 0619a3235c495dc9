package dev.gatewaysync.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code .env} file, read as Docker Compose reads it (compose-go 2, package dotenv): a line has the same value here and
 * there, or it is refused here with its number. Refused is also what Compose takes but nobody means: a value that would be
 * cut or emptied in silence, a line without a name, characters that do not show.
 *
 * <p>Nothing that this class says repeats a value: the line that cannot be read is as likely as any to hold a secret.
 *
 * @param values of every name that is set, the last line of a name counts
 * @param problems what must be mended before the file can be used
 * @param warnings what the operator may not have meant
 * @see <a href="https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax">Env file
 *     syntax</a>
 */
public record EnvFile(Map<String, String> values, List<Problem> problems, List<String> warnings) {
    /** A {@code .env} of this size is a mistake, for example a log under a wrong name. */
    private static final int LARGEST = 1024 * 1024;

    /**
     * @param name of the variable that the line would have set; empty if that cannot be said, or if it is the whole file
     * @param text a whole sentence that names file and line
     */
    public record Problem(String name, String text) {}

    /**
     * A file that is not there is empty.
     *
     * @param environment has what {@code $NAME} in the file stands for, before the file's own earlier lines
     */
    public static EnvFile read(Path file, Map<String, String> environment) {
        String shown = file.getFileName() + "";
        try {
            if (Files.notExists(file)) {
                return new EnvFile(Map.of(), List.of(), List.of());
            }
            if (Files.isDirectory(file)) {
                return unreadable(shown + " is a folder, and should be a file with lines such as APP_NAME=Name");
            }
            if (Files.size(file) > LARGEST) {
                return unreadable(shown + " is larger than 1 MiB, which is no file of settings");
            }
            return parse(Files.readAllBytes(file), environment, shown);
        } catch (AccessDeniedException e) {
            return unreadable(
                    shown + " cannot be read: permission denied. Give it to the user who runs this (chown, chmod 600)");
        } catch (IOException e) {
            return unreadable(shown + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** @param shown the file's name in problems */
    public static EnvFile parse(byte[] bytes, Map<String, String> environment, String shown) {
        if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
            return unreadable(shown + " is UTF-16, as Windows PowerShell's > writes it. Save it as UTF-8");
        }
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CoderResult result = decoder.decode(in, text, true);
        if (result.isError()) {
            return unreadable(shown + " line " + lineAt(bytes, in.position())
                    + " has a character that is not UTF-8. Save the file as UTF-8");
        }
        String decoded = text.flip().toString();
        if (decoded.indexOf('\0') >= 0) {
            return unreadable(shown + " line "
                    + lineAt(bytes, decoded.substring(0, decoded.indexOf('\0')).getBytes(StandardCharsets.UTF_8).length)
                    + " has a zero character; it is no text, or UTF-16. Save the file as UTF-8");
        }
        return new EnvLines(decoded.startsWith("\ufeff") ? decoded.substring(1) : decoded, environment, shown).read();
    }

    static EnvFile of(Map<String, String> values, List<Problem> problems, List<String> warnings) {
        return new EnvFile(new LinkedHashMap<>(values), List.copyOf(problems), List.copyOf(warnings));
    }

    private static EnvFile unreadable(String why) {
        return new EnvFile(Map.of(), new ArrayList<>(List.of(new Problem("", why))), List.of());
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
    }

    private static int lineAt(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    /** No names either: half of a secret may stand before a =. */
    @Override
    public String toString() {
        return "EnvFile[" + values.size() + " values, problems="
                + problems.stream().map(Problem::text).toList() + "]";
    }
}
