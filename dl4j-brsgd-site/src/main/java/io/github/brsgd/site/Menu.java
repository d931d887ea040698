package io.github.brsgd.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * In which section and order documents stand in the menu. Guides that are not named here come
 * behind those that are.
 */
final class Menu {

  private static final Map<String, List<String>> SECTIONS = new LinkedHashMap<>();

  /** Where guides go that no section names. */
  private static final String GUIDES = "Guides";

  static {
    SECTIONS.put(
        "Start",
        List.of(
            "README.md",
            "docs/first-hour.md",
            "docs/choosing.md",
            "dl4j-brsgd-examples/README.md"));
    SECTIONS.put(
        GUIDES,
        List.of(
            "docs/training.md",
            "docs/command-line.md",
            "docs/sweeps.md",
            "docs/federated.md",
            "docs/spark.md",
            "docs/suspicion.md"));
    SECTIONS.put(
        "Theory and measurements",
        List.of("docs/theory.md", "docs/results.md", "docs/benchmarks.md"));
    SECTIONS.put(
        "Reference",
        List.of("docs/rules/README.md", "docs/attacks/README.md", "datasets/README.md"));
    SECTIONS.put("Project", List.of("CHANGELOG.md", "MIGRATE.md", "CONTRIBUTING.md"));
  }

  private final Map<String, List<Document>> sections = new LinkedHashMap<>();

  Menu(List<Document> documents) {
    SECTIONS.forEach(
        (section, sources) -> {
          List<Document> pages = new ArrayList<>();
          for (Document document : documents) {
            boolean isGuide =
                section.equals(GUIDES)
                    && !isMember(document)
                    && SECTIONS.values().stream()
                        .noneMatch(named -> named.contains(document.source()));
            if (sources.contains(document.source()) || isGuide) {
              pages.add(document);
            }
          }
          pages.sort(
              Comparator.<Document>comparingInt(page -> place(sources, page))
                  .thenComparing(Document::source));
          sections.put(section, pages);
        });
  }

  /** Whether a page is one of many in a folder whose first page leads to it. */
  private static boolean isMember(Document document) {
    return document.source().matches("docs/.+/.+") && !document.source().endsWith("README.md");
  }

  private static int place(List<String> sources, Document page) {
    int place = sources.indexOf(page.source());
    return place < 0 ? sources.size() : place;
  }

  Map<String, List<Document>> sections() {
    return sections;
  }
}
