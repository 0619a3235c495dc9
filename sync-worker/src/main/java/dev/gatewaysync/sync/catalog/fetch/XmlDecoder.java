package dev.gatewaysync.sync.catalog.fetch;

import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of an answer into XML, or says what they are instead. What feeds in the wild get wrong is made good first
 * ({@link XmlRepair}), which also takes every document type out: there are no entities left that could grow or lead to files.
 * Tags that do not fit are an error, for then a part may be missing.
 */
public final class XmlDecoder {
    private static final int DEEPEST = 100;
    private static final int MOST_ELEMENTS = 2_000_000;

    /** Where the declaration is, if there is one. */
    private static final int DECLARATION = 256;

    private static final Pattern ENCODING =
            Pattern.compile("^\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z][\\w.:-]*)[\"']");
    private static final Pattern PAGE =
            Pattern.compile("(?is)^(?:(?:<!--.*?--|<\\?.*?\\?)>\\s*)*<(?:!doctype\\s+html|html|head|body)\\b");
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final XMLInputFactory FACTORY = factory();

    private XmlDecoder() {}

    /** @param expected what it should be, for the message about a page: “a feed” */
    public static XmlElement xml(byte[] body, @Nullable String contentType, String expected) throws UnreadableDocument {
        String text = text(body, contentType).strip();
        if (text.isEmpty()) {
            throw UnreadableDocument.because("is empty");
        }
        if (PAGE.matcher(text.substring(0, Math.min(text.length(), 4_096))).find()) {
            throw UnreadableDocument.missing("HTML instead of " + expected);
        }
        if (!text.startsWith("<")) {
            throw UnreadableDocument.because("is no XML");
        }
        try {
            String repaired = XmlRepair.repaired(text);
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(repaired));
            XmlElement root = tree(reader);
            if (repaired.indexOf("<" + root.name(), reader.getLocation().getCharacterOffset()) >= 0) {
                throw UnreadableDocument.because("is two documents in one");
            }
            return root;
        } catch (XMLStreamException | RuntimeException e) {
            throw UnreadableDocument.because("is no valid XML, or only a part of it");
        }
    }

    /** Whether the text that these bytes are begins as XML does. */
    public static boolean looksLikeXml(byte[] body, @Nullable String contentType) {
        return text(body, contentType).stripLeading().startsWith("<");
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        // The JDK counts every &amp; as an entity that could grow. None can: there is no document type.
        for (String limit : List.of("entityExpansionLimit", "totalEntitySizeLimit", "maxGeneralEntitySizeLimit")) {
            factory.setProperty("jdk.xml." + limit, "0");
        }
        return factory;
    }

    private static XmlElement tree(XMLStreamReader reader) throws XMLStreamException, UnreadableDocument {
        Deque<XmlElement> open = new ArrayDeque<>();
        int elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++elements > MOST_ELEMENTS || open.size() >= DEEPEST) {
                        throw UnreadableDocument.because(
                                "has more than " + MOST_ELEMENTS + " elements or " + DEEPEST + " levels");
                    }
                    XmlElement element = element(reader);
                    if (!open.isEmpty()) {
                        open.element().add(element);
                    }
                    open.push(element);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement closed = open.pop();
                    if (open.isEmpty()) {
                        // Whole. What hosts append, such as a script, is none of it.
                        return closed;
                    }
                }
                case XMLStreamConstants.CHARACTERS -> {
                    if (!open.isEmpty()) {
                        open.element().add(reader.getText());
                    }
                }
                default -> {}
            }
        }
        throw UnreadableDocument.because("is no valid XML, or only a part of it");
    }

    private static XmlElement element(XMLStreamReader reader) {
        String prefix = reader.getPrefix();
        XmlElement element = new XmlElement(
                prefix == null || prefix.isEmpty() ? reader.getLocalName() : prefix + ":" + reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String of = reader.getAttributePrefix(i);
            element.attribute(
                    of == null || of.isEmpty()
                            ? reader.getAttributeLocalName(i)
                            : of + ":" + reader.getAttributeLocalName(i),
                    reader.getAttributeValue(i));
        }
        return element;
    }

    /**
     * UTF-8 where the bytes are valid UTF-8, whatever is declared: text in another encoding hardly ever is, and declarations
     * are often left over from a template. ISO-2022 is, and is what it says.
     */
    private static String text(byte[] body, @Nullable String contentType) {
        Optional<Charset> marked = Encodings.byteOrderMark(body).or(() -> sixteenBit(body));
        if (marked.isPresent()) {
            String text = new String(body, marked.get());
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
        Matcher declaration =
                ENCODING.matcher(new String(body, 0, Math.min(body.length, DECLARATION), StandardCharsets.ISO_8859_1));
        String named = declaration.find() ? declaration.group(1) : "";
        if (named.toUpperCase(Locale.ROOT).startsWith("ISO-2022")) {
            return new String(body, Encodings.named(named).orElse(StandardCharsets.UTF_8));
        }
        return Encodings.utf8(body).orElseGet(() -> new String(body, notUtf8(named, contentType)));
    }

    /** What browsers take for Latin-1 is Windows' superset of it (WHATWG Encoding). */
    private static Charset notUtf8(String named, @Nullable String contentType) {
        return Optional.of(named)
                .filter(name -> !name.isEmpty())
                .flatMap(Encodings::named)
                .filter(XmlDecoder::isNotUtf8)
                .or(() -> Encodings.declared(contentType).filter(XmlDecoder::isNotUtf8))
                .filter(charset ->
                        !charset.equals(StandardCharsets.ISO_8859_1) && !charset.equals(StandardCharsets.US_ASCII))
                .orElse(WINDOWS);
    }

    private static boolean isNotUtf8(Charset charset) {
        return !charset.name().startsWith("UTF-");
    }

    /** UTF-16 without its mark (XML 1.0, appendix F). */
    private static Optional<Charset> sixteenBit(byte[] body) {
        if (Encodings.startsWith(body, 0, '<', 0)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return Encodings.startsWith(body, '<', 0) ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
    }
}
