package io.github.brsgd.cli;

import io.github.brsgd.catalog.CatalogEntry;
import io.github.brsgd.catalog.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows members of the catalogue: a few lines each. */
final class CatalogListing {

  private static final String INDENT = "    ";

  private CatalogListing() {}

  /**
   * Members of one kind.
   *
   * @param title stands above them; empty for none
   * @param entries the members
   * @param robustness what is proven of the member of an id; empty for nothing
   */
  record Section(
      String title, List<CatalogEntry> entries, Function<String, Optional<String>> robustness) {

    Section(String title, List<CatalogEntry> entries) {
      this(title, entries, id -> Optional.empty());
    }
  }

  /** Prints the members that are asked for, all if none is; an unknown id is a wrong usage. */
  static void print(BaseCommand command, List<String> ids, List<Section> sections) {
    List<String> known =
        sections.stream().flatMap(s -> s.entries().stream()).flatMap(CatalogListing::ids).toList();
    for (String id : ids) {
      if (!known.contains(id)) {
        throw command.usage("unknown id '" + id + "'; there are " + String.join(", ", known));
      }
    }
    for (Section section : sections) {
      List<CatalogEntry> chosen =
          section.entries().stream()
              .filter(entry -> ids.isEmpty() || ids(entry).anyMatch(ids::contains))
              .toList();
      if (!chosen.isEmpty() && !section.title().isEmpty()) {
        command.screen().print("%s%n", section.title());
      }
      print(command.screen(), chosen, section.robustness());
    }
  }

  private static Stream<String> ids(CatalogEntry entry) {
    return Stream.concat(Stream.of(entry.id()), entry.aliases().stream());
  }

  /** Prints usage and summary, conditions and paper, and a line per parameter. */
  private static void print(
      Screen screen, List<CatalogEntry> entries, Function<String, Optional<String>> robustness) {
    for (CatalogEntry entry : entries) {
      screen.print("%-28s  %s", entry.usage(), entry.summary());
      if (!facts(entry).isEmpty()) {
        screen.print("%s%s", INDENT, facts(entry));
      }
      robustness.apply(entry.id()).ifPresent(kappa -> screen.print("%sproven: %s", INDENT, kappa));
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
            entry.aliases().isEmpty() ? "" : "also " + String.join(", ", entry.aliases()),
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
