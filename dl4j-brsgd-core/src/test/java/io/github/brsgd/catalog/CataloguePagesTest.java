package io.github.brsgd.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The pages on rules and attacks say what the catalogue and the Javadoc say. To write them anew:
 * {@code -Dbrsgd.pages=write}.
 */
class CataloguePagesTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final List<String> FOLDERS = List.of("rules", "attacks");
  private static final boolean WRITE = System.getProperty("brsgd.pages", "").equals("write");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

  private final Map<String, String> pages =
      new CataloguePages(Catalog.of(List.of(new StandardProvider()))).all();

  private static Set<String> onDisk() throws IOException {
    Set<String> files = new TreeSet<>();
    for (String folder : FOLDERS) {
      if (Files.isDirectory(DOCS.resolve(folder))) {
        try (Stream<Path> there = Files.list(DOCS.resolve(folder))) {
          files.addAll(
              there.map(file -> folder + "/" + file.getFileName()).collect(Collectors.toSet()));
        }
      }
    }
    return files;
  }

  @Test
  void thePagesAreThoseOfTheCatalogue() throws IOException {
    if (WRITE) {
      for (String file : onDisk()) {
        Files.delete(DOCS.resolve(file));
      }
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Files.createDirectories(DOCS.resolve(page.getKey()).getParent());
        AtomicFile.write(DOCS.resolve(page.getKey()), page.getValue());
      }
    }
    assertThat(onDisk()).isEqualTo(pages.keySet());
    for (Map.Entry<String, String> page : pages.entrySet()) {
      assertThat(Files.readString(DOCS.resolve(page.getKey())))
          .as("docs/%s, written anew by -Dbrsgd.pages=write", page.getKey())
          .isEqualTo(page.getValue());
    }
  }

  @Test
  void everyLinkLeadsSomewhere() {
    pages.forEach(
        (file, page) ->
            LINK.matcher(page)
                .results()
                .map(match -> DOCS.resolve(file).resolveSibling(match.group(1)))
                .forEach(target -> assertThat(target).as("in docs/%s", file).exists()));
  }

  @Test
  void nothingOfJavadocIsLeft() {
    assertThat(pages.values()).noneMatch(page -> page.contains("{@") || page.contains("<pre>"));
    assertThat(pages.get("rules/krum.md"))
        .contains(
            "- requires: m >= 2q+3\n",
            "- `q`: ",
            "    s_i = sum of ||x_i - x_j||^2 over",
            "## When it is a bad choice\n\nA bad choice where the honest rows are noisy",
            "## Example\n\nExample, q = 0: rows (0), (1), (1.5), (9)",
            "([`bulyan`](bulyan.md) was made against",
            "](https://papers.nips.cc/paper/6617)");
  }
}
