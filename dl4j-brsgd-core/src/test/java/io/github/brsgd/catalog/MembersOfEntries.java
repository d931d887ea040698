package io.github.brsgd.catalog;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which classes stand behind the entries of the catalogue. */
final class MembersOfEntries {

  /** Where another number than 0.5 is asked for. */
  private static final Map<String, String> NUMBERS = Map.of("b", "1.5", "share", "0.25");

  private MembersOfEntries() {}

  /**
   * Entry to the classes it makes, the first without any optional parameter, the others with one.
   */
  static Map<CatalogEntry, List<String>> classes(
      List<CatalogEntry> entries, Function<String, ?> reader) {
    Map<CatalogEntry, List<String>> classes = new LinkedHashMap<>();
    for (CatalogEntry entry : entries) {
      Set<String> made = new LinkedHashSet<>();
      made.add(reader.apply(text(entry, "")).getClass().getName());
      for (Parameter parameter : entry.parameters()) {
        if (!parameter.required()) {
          made.add(reader.apply(text(entry, parameter.name())).getClass().getName());
        }
      }
      classes.put(entry, List.copyOf(made));
    }
    return classes;
  }

  private static String text(CatalogEntry entry, String optional) {
    return entry.id()
        + entry.parameters().stream()
            .filter(parameter -> parameter.required() || parameter.name().equals(optional))
            .map(
                parameter ->
                    parameter.name()
                        + "="
                        + switch (parameter.type()) {
                          case INTEGER -> "1";
                          case NUMBER -> NUMBERS.getOrDefault(parameter.name(), "0.5");
                          case FLAG -> "true";
                          case CHOICE -> parameter.choices().get(0);
                          case TEXT -> parameter.name().equals("weights") ? "1/1" : "x";
                          case PATH -> "x";
                          case RULE -> "median";
                        })
            .collect(Collectors.joining(",", ":", ""));
  }
}
