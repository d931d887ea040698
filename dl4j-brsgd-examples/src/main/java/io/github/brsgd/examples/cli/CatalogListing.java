package io.github.brsgd.examples.cli;

import io.github.brsgd.catalog.CatalogEntry;
import io.github.brsgd.catalog.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows members of the catalogue: a few lines each. */
final class CatalogListing {

  private static final String INDENT = "    ";

  private CatalogListing() {}

  /** Those entries whose ids are asked for; all if none is. */
  static List<CatalogEntry> select(BaseCommand command, List<CatalogEntry> all, List<String> ids) {
    for (String id : ids) {
      if (all.stream().noneMatch(entry -> entry.id().equals(id))) {
        throw command.usage(
            "unknown id '"
                + id
                + "'; there are "
                + all.stream().map(CatalogEntry::id).collect(Collectors.joining(", ")));
      }
    }
    return all.stream().filter(entry -> ids.isEmpty() || ids.contains(entry.id())).toList();
  }

  /** Prints usage and summary, conditions and paper, and a line per parameter. */
  static void print(Screen screen, List<CatalogEntry> entries) {
    for (CatalogEntry entry : entries) {
      screen.print("%-28s  %s", entry.usage(), entry.summary());
      screen.print("%s%s", INDENT, facts(entry));
      for (Parameter parameter : entry.parameters()) {
        screen.print(
            "%s%-10s  %s; %s; %s",
            INDENT,
            parameter.name(),
            parameter.meaning(),
            type(parameter),
            parameter.required() ? "required" : "default: " + parameter.otherwise());
      }
      screen.print("");
    }
  }

  private static String facts(CatalogEntry entry) {
    return Stream.of(
            entry.requirement(),
            entry.breakdown().isEmpty() ? "" : "withstands " + entry.breakdown(),
            entry.cost(),
            entry.paper())
        .filter(fact -> !fact.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String type(Parameter parameter) {
    return parameter.type() == Parameter.Type.CHOICE
        ? String.join(" | ", parameter.choices())
        : parameter.type().name().toLowerCase(Locale.ROOT);
  }
}
