package io.github.brsgd.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Javadoc of the modules, as Maven has left it. */
final class Javadoc {

  /** Modules with Javadoc, by the names of their folders on the site. */
  private static final List<String> MODULES = List.of("core", "sweep", "spark");

  private final List<String> modules = new ArrayList<>();

  /** Name of a class, with those around it, to its page. Empty where two have the name. */
  private final Map<String, Optional<String>> classes = new TreeMap<>();

  /** All that is to be copied, by its path on the site. */
  private final Map<String, Path> files = new TreeMap<>();

  /**
   * What lies in some folders.
   *
   * @param folders name of the module to the folder of its Javadoc, in the order of the menu
   */
  Javadoc(Map<String, Path> folders) throws IOException {
    for (Map.Entry<String, Path> folder : folders.entrySet()) {
      modules.add(folder.getKey());
      read(folder.getKey(), folder.getValue());
    }
  }

  /**
   * That of a checkout.
   *
   * @throws IllegalArgumentException if a module's is not there
   */
  static Javadoc of(Path checkout) throws IOException {
    Map<String, Path> folders = new LinkedHashMap<>();
    for (String module : MODULES) {
      Path folder = checkout.resolve("dl4j-brsgd-" + module).resolve("target/reports/apidocs");
      if (!Files.isRegularFile(folder.resolve("index.html"))) {
        throw new IllegalArgumentException(
            "no Javadoc of dl4j-brsgd-"
                + module
                + " in "
                + folder
                + "; mvn -DskipTests -pl dl4j-brsgd-site -am verify makes it");
      }
      folders.put(module, folder);
    }
    return new Javadoc(folders);
  }

  private void read(String module, Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        String page = "api/" + module + "/" + path;
        files.put(page, file);
        String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.html$", "");
        if (path.matches("io/github/.+/[A-Z][^/]*\\.html") && !path.contains("/class-use/")) {
          classes.merge(name, Optional.of(page), (one, other) -> Optional.empty());
        }
      }
    }
  }

  /** The page of a class by its name alone; empty where there is none, or more than one. */
  Optional<String> ofClass(String name) {
    return classes.getOrDefault(name, Optional.empty());
  }

  /** The page of the class that a source file holds; empty where there is none. */
  Optional<String> ofSource(String source) {
    String page =
        source
            .replaceFirst("^dl4j-brsgd-([a-z]+)/src/main/java/", "api/$1/")
            .replaceFirst("\\.java$", ".html");
    return Optional.of(page).filter(files::containsKey);
  }

  /** Titles and first pages of the modules. */
  Map<String, String> modules() {
    Map<String, String> pages = new LinkedHashMap<>();
    modules.forEach(name -> pages.put("Javadoc: " + name, "api/" + name + "/index.html"));
    return pages;
  }

  /** Every class, for the search. */
  List<SearchIndex.Place> places() {
    return classes.entrySet().stream()
        .flatMap(
            found ->
                found.getValue().stream()
                    .map(page -> new SearchIndex.Place("Javadoc", found.getKey(), page, "")))
        .toList();
  }

  Map<String, Path> files() {
    return files;
  }
}
