package io.github.brsgd.cli.report.svg;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An element of HTML or SVG. Text and values of attributes are escaped, always: nothing that comes
 * from a file can become markup.
 *
 * @since 0.1
 */
public final class Element {

  private static final Set<String> VOID = Set.of("br", "hr", "link", "meta");

  /** Stands for what HTML does not allow: control characters and halves of surrogate pairs. */
  private static final char REPLACEMENT = '\uFFFD';

  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<Object> children = new ArrayList<>();

  private Element(String name) {
    this.name = name;
  }

  /**
   * An empty element.
   *
   * @param name its tag
   * @param children what it holds
   * @return a new element
   */
  public static Element of(String name, Element... children) {
    return new Element(Objects.requireNonNull(name, "name")).add(children);
  }

  /**
   * An element that holds nothing but a text.
   *
   * @param name its tag
   * @param text to be escaped
   * @return a new element
   */
  public static Element text(String name, String text) {
    return of(name).text(text);
  }

  /**
   * A style sheet, the one text that is not escaped because HTML reads it as it is.
   *
   * @param css a style sheet of ours
   * @return a new element
   * @throws IllegalArgumentException if the text could end the element
   */
  public static Element style(String css) {
    if (css.contains("</")) {
      throw new IllegalArgumentException("css: must not hold </");
    }
    Element element = new Element("style");
    element.children.add("\n" + css);
    return element;
  }

  /**
   * Sets an attribute.
   *
   * @param attribute its name
   * @param value its value
   * @return this
   */
  public Element with(String attribute, String value) {
    attributes.put(attribute, escape(value));
    return this;
  }

  /**
   * Sets an attribute to a length or a coordinate, to a tenth.
   *
   * @param attribute its name
   * @param value finite
   * @return this
   */
  public Element with(String attribute, double value) {
    return with(attribute, coordinate(value));
  }

  /**
   * Appends a text.
   *
   * @param text to be escaped
   * @return this
   */
  public Element text(String text) {
    children.add(escape(text));
    return this;
  }

  /**
   * Appends elements.
   *
   * @param more what it holds after what it holds already
   * @return this
   */
  public Element add(Element... more) {
    return add(List.of(more));
  }

  /**
   * Appends elements.
   *
   * @param more what it holds after what it holds already
   * @return this
   */
  public Element add(List<Element> more) {
    children.addAll(more);
    return this;
  }

  /**
   * Writes the element.
   *
   * @param out what to append it to
   */
  public void appendTo(StringBuilder out) {
    out.append('<').append(name);
    attributes.forEach(
        (key, value) -> out.append(' ').append(key).append("=\"").append(value).append('"'));
    out.append('>');
    if (VOID.contains(name)) {
      return;
    }
    for (Object child : children) {
      if (child instanceof Element element) {
        element.appendTo(out);
      } else {
        out.append(child);
      }
    }
    out.append("</").append(name).append('>');
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    appendTo(out);
    return out.toString();
  }

  /**
   * A coordinate as SVG reads it.
   *
   * @param value finite
   * @return at most one decimal
   * @throws IllegalArgumentException if the value is not finite
   */
  static String coordinate(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("coordinate: need a finite number, got " + value);
    }
    long tenths = Math.round(value * 10);
    return tenths % 10 == 0
        ? String.valueOf(tenths / 10)
        : (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10;
  }

  private static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(out, c));
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      case '\n', '\t' -> out.append((char) c);
      default -> {
        if (Character.isISOControl(c)
            || Character.getType(c) == Character.SURROGATE
            || isBidiControl(c)) {
          out.append(REPLACEMENT);
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }

  /** Whether a character changes the order in which what follows is shown. */
  private static boolean isBidiControl(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }
}
