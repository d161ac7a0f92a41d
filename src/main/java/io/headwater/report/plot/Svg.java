package io.headwater.report.plot;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes one SVG element; colours come from the page by class, so that they follow its theme. */
final class Svg {
  private static final XMLOutputFactory WRITERS = XMLOutputFactory.newFactory();

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  /**
   * @param id unique in the page
   * @param title short name, for screen readers
   * @param description what is to be seen, for screen readers
   */
  Svg(String id, double width, double height, String title, String description) {
    try {
      xml = WRITERS.createXMLStreamWriter(text);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("The JDK writes XML to a string.", e);
    }
    open(
        "svg",
        "viewBox",
        "0 0 " + n(width) + " " + n(height),
        "role",
        "img",
        "aria-labelledby",
        id + "-t " + id + "-d");
    element("title", title, "id", id + "-t");
    element("desc", description, "id", id + "-d");
  }

  void open(String name, String... attributes) {
    try {
      xml.writeStartElement(name);
      for (int i = 0; i < attributes.length; i += 2) {
        xml.writeAttribute(attributes[i], legal(attributes[i + 1]));
      }
    } catch (XMLStreamException e) {
      throw new IllegalStateException("The JDK writes XML to a string.", e);
    }
  }

  void close() {
    try {
      xml.writeEndElement();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Elements are balanced.", e);
    }
  }

  void element(String name, String content, String... attributes) {
    open(name, attributes);
    try {
      xml.writeCharacters(legal(content));
    } catch (XMLStreamException e) {
      throw new IllegalStateException("The JDK writes XML to a string.", e);
    }
    close();
  }

  void line(double x1, double y1, double x2, double y2, String style) {
    element("line", "", "x1", n(x1), "y1", n(y1), "x2", n(x2), "y2", n(y2), "class", style);
  }

  void label(double x, double y, String anchor, String style, String content) {
    element("text", content, "x", n(x), "y", n(y), "text-anchor", anchor, "class", style);
  }

  void path(String data, String style) {
    element("path", "", "d", data, "class", style);
  }

  void circle(double x, double y, double radius, String style) {
    element("circle", "", "cx", n(x), "cy", n(y), "r", n(radius), "class", style);
  }

  String end() {
    close();
    return text.toString();
  }

  /** Enough digits for a screen, and no locale. */
  static String n(double value) {
    String digits = String.format(Locale.ROOT, "%.1f", value);
    return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
  }

  /** As many characters as there is room for. */
  static String fit(String label, int characters) {
    return label.length() <= characters ? label : label.substring(0, characters - 1) + "…";
  }

  /** XML has no words for control characters and lone surrogates. */
  static String legal(String raw) {
    StringBuilder legal = new StringBuilder(raw.length());
    raw.codePoints()
        .forEach(
            c ->
                legal.appendCodePoint(
                    c < 0x20 && c != '\t' && c != '\n'
                            || c >= 0xD800 && c < 0xE000
                            || c >= 0xFFFE && c <= 0xFFFF
                            || c == 0x7F
                        ? 0xFFFD
                        : c));
    return legal.toString();
  }
}
