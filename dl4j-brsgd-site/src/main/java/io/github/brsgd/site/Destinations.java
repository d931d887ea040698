package io.github.brsgd.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a link of a document leads to on the site: another page, a picture, the Javadoc of a class,
 * or a page that shows a file of the checkout.
 */
final class Destinations {

  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
  private static final Pattern PICTURE = Pattern.compile(".+\\.(png|svg)");

  private final Path checkout;
  private final Javadoc javadoc;
  private final Map<String, Document> documents;
  private final Map<String, Path> pictures = new TreeMap<>();
  private final Map<String, Path> shown = new TreeMap<>();

  Destinations(Path checkout, List<Document> documents, Javadoc javadoc) {
    this.checkout = checkout;
    this.javadoc = javadoc;
    this.documents =
        documents.stream().collect(Collectors.toMap(Document::source, Function.identity()));
  }

  /**
   * The link on the site.
   *
   * @throws IllegalArgumentException if it leads to a file that is not there, or out of the
   *     checkout
   */
  String of(Document document, String link) {
    if (ELSEWHERE.matcher(link).matches() || link.startsWith("#")) {
      return link;
    }
    int hash = link.indexOf('#');
    String anchor = hash < 0 ? "" : link.substring(hash);
    Path file =
        Path.of(document.source())
            .resolveSibling(hash < 0 ? link : link.substring(0, hash))
            .normalize();
    String source = file.toString().replace('\\', '/');
    Path real = checkout.resolve(file);
    if (source.startsWith("..") || !Files.exists(real)) {
      throw new IllegalArgumentException(document.source() + ": link to nothing: " + link);
    }
    if (Files.isDirectory(real)) {
      source = source + "/README.md";
    }
    if (documents.containsKey(source)) {
      return document.to(documents.get(source).page()) + anchor;
    }
    if (PICTURE.matcher(source).matches()) {
      pictures.put(source, real);
      return document.to(source) + anchor;
    }
    Optional<String> api = javadoc.ofSource(source);
    if (api.isPresent()) {
      return document.to(api.get()) + anchor;
    }
    if (!Files.isRegularFile(checkout.resolve(source))) {
      throw new IllegalArgumentException(
          document.source() + ": link to a folder without README.md: " + link);
    }
    String page = "source/" + source + ".html";
    shown.put(page, checkout.resolve(source));
    return document.to(page) + anchor;
  }

  /** The Javadoc of what code names: a class, or something of a class. */
  Optional<String> ofCode(Document document, String code) {
    String name = code.replaceFirst("(\\.[a-z(]|::|\\().*", "").replaceFirst("^new ", "");
    return javadoc.ofClass(name).map(document::to);
  }

  /** Pictures that are linked, by their path on the site. */
  Map<String, Path> pictures() {
    return pictures;
  }

  /** Files of which there is to be a page, by its path on the site. */
  Map<String, Path> shown() {
    return shown;
  }
}
