package io.github.brsgd.cli.report.html;

import static j2html.TagCreator.a;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Links from the report to files beside it, relative, so that folders can move together. */
final class Links {

  private static final String UNRESERVED = "-._~";

  private final Optional<Path> from;
  private final String unlinked;

  /**
   * Links of a page.
   *
   * @param folder of the page, which is there
   * @throws IOException if it cannot be resolved
   */
  Links(Path folder) throws IOException {
    this.from = Optional.of(folder.toRealPath());
    this.unlinked = "";
  }

  private Links(String unlinked) {
    this.from = Optional.empty();
    this.unlinked = unlinked;
  }

  /** Of a page that is served and may link to no file: names, and no links. */
  static Links none() {
    return new Links("");
  }

  /** Of a page on a run whose files are written at its end: names, and no links. */
  static Links later() {
    return new Links(" (at the end)");
  }

  /** A link that shows a text; the text alone where there is no such file. */
  DomContent to(Path folder, String file, String text) throws IOException {
    if (from.isEmpty()) {
      return text(text + unlinked);
    }
    Path page = from.get();
    Path target = folder.resolve(file);
    if (!Files.exists(target)) {
      return text(text + " (not there)");
    }
    Path real = target.toRealPath();
    String href =
        Objects.equals(real.getRoot(), page.getRoot())
            ? encoded(page.relativize(real))
            : real.toUri().toASCIIString();
    return a(text).withHref(href);
  }

  /** A path as a relative address; nothing in it can be taken for a scheme, a query or markup. */
  static String encoded(Path path) {
    return StreamSupport.stream(path.spliterator(), false)
        .map(part -> encoded(part.toString()))
        .collect(Collectors.joining("/"));
  }

  private static String encoded(String part) {
    StringBuilder out = new StringBuilder();
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if ((c >= '0' && c <= '9')
          || (c >= 'A' && c <= 'Z')
          || (c >= 'a' && c <= 'z')
          || UNRESERVED.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return out.toString();
  }
}
