package io.github.brsgd.cli.report.svg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the classes of a drawing's elements look like.
 *
 * <p>{@code chart.css} has rules of one class each and no more, and no two classes of one element
 * set the same property: what a browser reads as a part of a page must be within the reach of a
 * small renderer too, which knows no precedence.
 *
 * @since 0.2
 */
public final class ChartStyle {

  private static final Pattern COLOUR = Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{6});");
  private static final Pattern USE = Pattern.compile("var\\(--([a-z0-9-]+)\\)");

  private ChartStyle() {}

  /**
   * For a page: colours for light, dark and print, which the page may use too.
   *
   * @return a style sheet
   */
  public static String page() {
    return resource("palette.css") + resource("chart.css");
  }

  /** For a picture: light, with fonts that every Java has. */
  static String picture() {
    Map<String, String> colours = new HashMap<>();
    COLOUR
        .matcher(resource("palette.css"))
        .results()
        .forEach(colour -> colours.putIfAbsent(colour.group(1), colour.group(2)));
    return USE.matcher(resource("chart.css")).replaceAll(use -> colours.get(use.group(1)))
        + "svg { font-family: SansSerif; }\n.code { font-family: Monospaced; }\n";
  }

  private static String resource(String name) {
    try (InputStream in = ChartStyle.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
