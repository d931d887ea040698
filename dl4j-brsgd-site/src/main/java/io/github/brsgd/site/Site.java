package io.github.brsgd.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes the documentation of a checkout as a folder of static pages.
 *
 * @since 0.2
 */
public final class Site {

  /** What is not in {@code docs}. */
  private static final List<String> OTHERS =
      List.of(
          "README.md",
          "CHANGELOG.md",
          "MIGRATE.md",
          "CONTRIBUTING.md",
          "datasets/README.md",
          "dl4j-brsgd-examples/README.md");

  private static final List<String> ASSETS = List.of("site.css", "search.js");

  private final Path folder;

  private Site(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes a site whole, or leaves what was there.
   *
   * @param args the checkout, with the Javadoc of its modules built; the folder, replaced; the
   *     version
   * @throws IOException if something cannot be read or written
   * @throws IllegalArgumentException if a document has no title, a link leads nowhere, or Javadoc
   *     is not there
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      throw new IllegalArgumentException(
          "need the checkout, the folder of the site and the version, got "
              + args.length
              + " arguments");
    }
    Path checkout = Path.of(args[0]).toAbsolutePath().normalize();
    build(checkout, Javadoc.of(checkout), args[2], Path.of(args[1]).toAbsolutePath().normalize());
  }

  /** Writes a site into a folder beside the one that it then replaces. */
  static void build(Path checkout, Javadoc javadoc, String version, Path target)
      throws IOException {
    Files.createDirectories(target.getParent());
    Path work = Files.createTempDirectory(target.getParent(), target.getFileName() + ".part");
    try {
      // What is temporary is closed to others; the site is not.
      Path part = Files.createDirectory(work.resolve("site"));
      new Site(part).write(checkout, javadoc, version);
      List<String> dead = DeadLinks.of(part);
      if (!dead.isEmpty()) {
        throw new IllegalArgumentException("dead links:\n" + String.join("\n", dead));
      }
      delete(target);
      Files.move(part, target);
    } finally {
      delete(work);
    }
  }

  private void write(Path checkout, Javadoc javadoc, String version) throws IOException {
    List<Document> documents = documents(checkout);
    List<SearchIndex.Place> places = new ArrayList<>();
    documents.forEach(document -> places.addAll(SearchIndex.places(document)));
    places.addAll(javadoc.places());
    write("search-index.js", SearchIndex.script(places));

    Destinations destinations = new Destinations(checkout, documents, javadoc);
    Template template = new Template(new Menu(documents), javadoc, version);
    for (Document document : documents) {
      write(document.page(), template.page(document, Body.of(document, destinations)));
    }
    for (Map.Entry<String, String> shown : destinations.shown().entrySet()) {
      String page = Destinations.pageOfSource(shown.getKey());
      write(page, template.source(page, shown.getKey(), shown.getValue()));
    }
    copy(destinations.pictures());
    copy(javadoc.files());
    for (String asset : ASSETS) {
      try (InputStream in = Site.class.getResourceAsStream(asset)) {
        Files.copy(in, folder.resolve(asset));
      }
    }
  }

  private static List<Document> documents(Path checkout) throws IOException {
    List<Path> files = new ArrayList<>();
    OTHERS.forEach(other -> files.add(checkout.resolve(other)));
    try (Stream<Path> docs = Files.walk(checkout.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
    }
    List<Document> documents = new ArrayList<>();
    for (Path file : files) {
      documents.add(Document.read(checkout, file));
    }
    return documents;
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void copy(Map<String, Path> files) throws IOException {
    for (Map.Entry<String, Path> file : files.entrySet()) {
      Path to = folder.resolve(file.getKey());
      Files.createDirectories(to.getParent());
      Files.copy(file.getValue(), to);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
