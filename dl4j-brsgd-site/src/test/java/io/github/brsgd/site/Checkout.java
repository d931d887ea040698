package io.github.brsgd.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A small checkout with the documents that there must be, and Javadoc of one class. */
final class Checkout {

  private static final List<String> DOCUMENTS =
      List.of(
          "README.md",
          "CHANGELOG.md",
          "MIGRATE.md",
          "CONTRIBUTING.md",
          "datasets/README.md",
          "dl4j-brsgd-examples/README.md");

  private final Path folder;

  Checkout(Path folder) {
    this.folder = folder;
    DOCUMENTS.forEach(name -> with(name, "# Title of " + name + "\n"));
    with("apidocs/index.html", "<html lang=\"en\"></html>");
    with("apidocs/io/github/brsgd/aggregation/Krum.html", "<html lang=\"en\"></html>");
  }

  Checkout with(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** The Javadoc of a module {@code core}. */
  Javadoc javadoc() throws IOException {
    return new Javadoc(Map.of("core", folder.resolve("apidocs")));
  }

  /** Builds its site and gives the folder. */
  Path site() throws IOException {
    Path site = folder.resolve("target/site");
    Site.build(folder, javadoc(), "1.2.3", site);
    return site;
  }

  /** A page of its site, which is built. */
  String page(String name) throws IOException {
    return Files.readString(site().resolve(name));
  }
}
