package io.github.brsgd.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
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
  private final Map<String, String> shown = new TreeMap<>();

  Destinations(Path checkout, List<Document> documents, Javadoc javadoc) {
    this.checkout = checkout;
    this.javadoc = javadoc;
    this.documents =
        documents.stream().collect(Collectors.toMap(Document::source, Function.identity()));
  }

  /**
   * The link on the site.
   *
   * @throws IllegalArgumentException if it leads to a file that is not there, out of the checkout,
   *     or to one to be shown that is no text
   */
  String of(Document document, String link) {
    if (ELSEWHERE.matcher(link).matches() || link.startsWith("#")) {
      return link;
    }
    int hash = link.indexOf('#');
    String anchor = hash < 0 ? "" : link.substring(hash);
    Path file = file(document, link, hash < 0 ? link : link.substring(0, hash));
    Path real = checkout.resolve(file);
    if (Files.isDirectory(real)) {
      file = file.resolve("README.md").normalize();
    }
    String source = file.toString().replace('\\', '/');
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
    shown.put(source, text(document, link, checkout.resolve(source)));
    return document.to(pageOfSource(source)) + anchor;
  }

  /** The file or folder that is linked, from the checkout. */
  private Path file(Document document, String link, String address) {
    Optional<Path> file = path(document, address);
    if (address.startsWith("/")
        || file.filter(path -> !path.isAbsolute() && !path.startsWith(".."))
            .filter(path -> Files.exists(checkout.resolve(path)))
            .isEmpty()) {
      throw new IllegalArgumentException(document.source() + ": link to nothing: " + link);
    }
    return file.orElseThrow();
  }

  /** Empty where no path of this machine can be so, or what is encoded is so wrongly. */
  private static Optional<Path> path(Document document, String address) {
    try {
      return Optional.of(
          Path.of(document.source()).resolveSibling(Address.path(address)).normalize());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String text(Document document, String link, Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          document.source() + ": link to what is no text: " + link, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /** What files say of which there is to be a page, by their paths in the checkout. */
  Map<String, String> shown() {
    return shown;
  }

  /** The page that shows a file, by its path in the checkout. */
  static String pageOfSource(String source) {
    return "source/" + source + ".html";
  }
}
