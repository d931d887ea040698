package io.github.brsgd.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the Javadoc of a class says, as Markdown. */
final class JavadocText {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern INLINE =
      Pattern.compile("\\{@(code|link)\\s+([^}\\s]+)(?:\\s+([^}]*))?}", Pattern.DOTALL);
  private static final Pattern PAPER =
      Pattern.compile("@see <a href=\"([^\"]+)\">(.*?)</a>", Pattern.DOTALL);
  private static final Pattern VERBATIM = Pattern.compile("<pre>(.*?)</pre>", Pattern.DOTALL);
  private static final int WIDTH = 120;

  private final String text;
  private final UnaryOperator<String> link;

  /**
   * The text of a public class.
   *
   * @param link makes Markdown of the name of a class
   */
  JavadocText(String className, UnaryOperator<String> link) throws IOException {
    String source = Files.readString(SOURCES.resolve(className.replace('.', '/') + ".java"));
    Matcher matcher =
        Pattern.compile("(?ms)^/\\*\\*\n(.*?)^ \\*/\n(?:@.*?\n)*?public ").matcher(source);
    if (!matcher.find()) {
      throw new IllegalArgumentException(className + ": has no Javadoc");
    }
    this.text = matcher.group(1).replaceAll("(?m)^ \\* ?", "");
    this.link = link;
  }

  /** Its paragraphs, those that are verbatim indented. */
  List<String> paragraphs() {
    String described = text.split("(?m)^@", 2)[0];
    List<String> paragraphs = new ArrayList<>();
    for (String part : described.split("<p>", -1)) {
      Matcher verbatim = VERBATIM.matcher(part);
      int from = 0;
      while (verbatim.find()) {
        addFlowing(part.substring(from, verbatim.start()), paragraphs);
        paragraphs.add(
            plain(bare(verbatim.group(1)).replaceAll("^\n|\n$", ""))
                .replaceAll("(?m)^(?=.)", "    "));
        from = verbatim.end();
      }
      addFlowing(part.substring(from), paragraphs);
    }
    return paragraphs;
  }

  private void addFlowing(String part, List<String> paragraphs) {
    String flowing = inline(part).replaceAll("\\s+", " ").strip();
    if (!flowing.isEmpty()) {
      paragraphs.add(flowing);
    }
  }

  /** The papers it sees, each with its address. */
  List<String> papers() {
    return PAPER
        .matcher(text)
        .results()
        .map(
            paper ->
                "[" + plain(paper.group(2)).replaceAll("\\s+", " ") + "](" + paper.group(1) + ")")
        .toList();
  }

  private String inline(String part) {
    return plain(
        INLINE
            .matcher(part)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        inline(match.group(1), match.group(2), match.group(3)))));
  }

  private String inline(String tag, String first, String rest) {
    if (tag.equals("code")) {
      return "`" + first + (rest == null ? "" : " " + rest) + "`";
    }
    if (rest != null) {
      return rest;
    }
    return first.contains("#")
        ? "`" + first.replaceFirst("^#", "").replace('#', '.') + "`"
        : link.apply(first);
  }

  /** Without tags, for what is verbatim. */
  private static String bare(String part) {
    return INLINE
        .matcher(part)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    match.group(2) + (match.group(3) == null ? "" : " " + match.group(3))));
  }

  private static String plain(String html) {
    return html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  /** A paragraph in lines, none of which begins with a mark of Markdown's. */
  static String wrapped(String paragraph) {
    StringBuilder lines = new StringBuilder();
    int length = 0;
    for (String word : Stream.of(paragraph.split(" ")).toList()) {
      boolean fits = length + 1 + word.length() <= WIDTH || !word.matches("[A-Za-z(`\\[|].*");
      if (lines.length() > 0) {
        lines.append(fits ? ' ' : '\n');
      }
      length = fits ? length + 1 + word.length() : word.length();
      lines.append(word);
    }
    return lines.toString();
  }
}
