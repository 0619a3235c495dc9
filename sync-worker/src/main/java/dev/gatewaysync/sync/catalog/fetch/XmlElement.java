package dev.gatewaysync.sync.catalog.fetch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An element of XML with names as they are written, their prefix included: feeds use prefixes that nobody declared. */
public final class XmlElement {
    private final String name;
    private final StringBuilder text = new StringBuilder(0);
    private Map<String, String> attributes = Map.of();
    private List<XmlElement> children = List.of();
    /** How much of the element's text stands before it. */
    private int position;

    XmlElement(String name) {
        this.name = name;
    }

    void attribute(String attribute, String value) {
        if (attributes.isEmpty()) {
            attributes = new LinkedHashMap<>(4);
        }
        attributes.put(attribute, value);
    }

    void add(XmlElement child) {
        if (children.isEmpty()) {
            children = new ArrayList<>(4);
        }
        child.position = text.length();
        children.add(child);
    }

    void add(String characters) {
        text.append(characters);
    }

    public String name() {
        return name;
    }

    /** The name without its prefix. */
    public String localName() {
        return name.substring(name.indexOf(':') + 1);
    }

    /** The prefix of the name with its colon; empty for a name without one. */
    public String prefix() {
        return name.substring(0, name.indexOf(':') + 1);
    }

    public Map<String, String> attributes() {
        return attributes;
    }

    public List<XmlElement> children() {
        return children;
    }

    public List<XmlElement> children(String named) {
        return children.stream().filter(child -> child.name.equals(named)).toList();
    }

    public Optional<XmlElement> child(String named) {
        return children.stream().filter(child -> child.name.equals(named)).findFirst();
    }

    public Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    /** Its own text, without that of its children. */
    public String text() {
        return text.toString().strip();
    }

    /** With that of all elements in it, as they stand, each set off by spaces. */
    public String wholeText() {
        if (children.isEmpty()) {
            return text();
        }
        StringBuilder whole = new StringBuilder();
        int from = 0;
        for (XmlElement child : children) {
            whole.append(text, from, child.position)
                    .append(' ')
                    .append(child.wholeText())
                    .append(' ');
            from = child.position;
        }
        return whole.append(text, from, text.length()).toString().strip();
    }
}
