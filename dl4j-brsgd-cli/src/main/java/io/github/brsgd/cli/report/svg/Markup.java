package io.github.brsgd.cli.report.svg;

import j2html.Config;
import j2html.rendering.FlatHtml;
import j2html.tags.DomContent;
import j2html.utils.EscapeUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/**
 * Elements as text. Whatever is in them is escaped, always: nothing that comes from a file can
 * become markup.
 *
 * @since 0.2
 */
public final class Markup {

  /**
   * What neither HTML nor XML allows, control characters and halves of surrogate pairs, and what
   * changes the order in which the text behind it is shown.
   */
  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069\\uFFFE\\uFFFF&&[^\\n\\t]]");

  private static final String REPLACEMENT = "\uFFFD";

  private static final Config CONFIG =
      Config.defaults()
          .withTextEscaper(
              text -> EscapeUtil.escape(FORBIDDEN.matcher(text).replaceAll(REPLACEMENT)));

  private Markup() {}

  /**
   * Writes elements.
   *
   * @param content an element with all that it holds
   * @return HTML, without a line break of its own; SVG is XML too
   */
  public static String of(DomContent content) {
    try {
      return content.render(FlatHtml.inMemory(CONFIG)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
