package io.github.brsgd.catalog;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What people are told about a member of the catalogue.
 *
 * @param id its name in texts, in lower case with hyphens; ids never change meaning
 * @param parameters its parameters, in the order in which they are written
 * @param requirement the condition on m, such as {@code m >= 2q+3}; empty where there is none
 * @param cost time, such as {@code O(d m^2)}
 * @param breakdown which q a rule withstands; empty for all others
 * @param paper authors, venue, year; empty where there is none
 * @param summary one line
 * @param aliases other ids that are read as this one and never written
 * @since 0.1
 */
public record CatalogEntry(
    String id,
    List<Parameter> parameters,
    String requirement,
    String cost,
    String breakdown,
    String paper,
    String summary,
    List<String> aliases) {

  /** Whatever data is there, and no attack or pre-aggregation. */
  private static final List<String> RESERVED = List.of("any", "none");

  /** Checks that all parts are there and that the ids can be written in a text. */
  public CatalogEntry {
    checkId(id);
    aliases = List.copyOf(aliases);
    aliases.forEach(CatalogEntry::checkId);
    parameters = List.copyOf(parameters);
    for (Parameter parameter :
        parameters.subList(Math.min(1, parameters.size()), parameters.size())) {
      if (parameter.type() == Parameter.Type.PATH) {
        throw new IllegalArgumentException(
            id + ": " + parameter.name() + " is a path and has to be the first parameter");
      }
    }
    for (Parameter parameter : parameters.subList(0, Math.max(0, parameters.size() - 1))) {
      if (parameter.type() == Parameter.Type.RULE) {
        throw new IllegalArgumentException(
            id + ": " + parameter.name() + " is a rule and has to be the last parameter");
      }
    }
    Objects.requireNonNull(requirement, "requirement");
    Objects.requireNonNull(cost, "cost");
    Objects.requireNonNull(breakdown, "breakdown");
    Objects.requireNonNull(paper, "paper");
    Objects.requireNonNull(summary, "summary");
  }

  /**
   * Of a member with one id.
   *
   * @param id its name in texts, in lower case with hyphens; ids never change meaning
   * @param parameters its parameters, in the order in which they are written
   * @param requirement the condition on m, such as {@code m >= 2q+3}; empty where there is none
   * @param cost time, such as {@code O(d m^2)}
   * @param breakdown which q a rule withstands; empty for all others
   * @param paper authors, venue, year; empty where there is none
   * @param summary one line
   */
  public CatalogEntry(
      String id,
      List<Parameter> parameters,
      String requirement,
      String cost,
      String breakdown,
      String paper,
      String summary) {
    this(id, parameters, requirement, cost, breakdown, paper, summary, List.of());
  }

  private static void checkId(String id) {
    if (!id.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "id: need lower-case letters, digits and hyphens, got '" + id + "'");
    }
    if (RESERVED.contains(id)) {
      throw new IllegalArgumentException(
          "id: '" + id + "' stands for no member where people type, take another");
    }
  }

  /**
   * The same member, known by other ids too.
   *
   * @param ids that are read as this one
   * @return an entry that differs in nothing else
   */
  public CatalogEntry alsoKnownAs(String... ids) {
    return new CatalogEntry(
        id, parameters, requirement, cost, breakdown, paper, summary, List.of(ids));
  }

  /** Of an attack or a poisoning, which has no condition on m and nothing to withstand. */
  static CatalogEntry attack(
      String id, List<Parameter> parameters, String cost, String paper, String summary) {
    return new CatalogEntry(id, parameters, "", cost, "", paper, summary);
  }

  /** The parameter whose value is a rule, which is the last. */
  Optional<Parameter> rule() {
    return parameters.stream().filter(p -> p.type() == Parameter.Type.RULE).findFirst();
  }

  boolean beginsWithPath() {
    return !parameters.isEmpty() && parameters.get(0).type() == Parameter.Type.PATH;
  }

  /**
   * How the member is written, such as {@code krum:q=N[,neighbours=N]}: optional parameters in
   * brackets, a flag by its name alone.
   *
   * @return id and parameters
   */
  public String usage() {
    StringBuilder text = new StringBuilder(id);
    char separator = ':';
    for (Parameter parameter : parameters) {
      text.append(parameter.required() ? "" : "[")
          .append(separator)
          .append(parameter.usage())
          .append(parameter.required() ? "" : "]");
      separator = ',';
    }
    return text.toString();
  }
}
