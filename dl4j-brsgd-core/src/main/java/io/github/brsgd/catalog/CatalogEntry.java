package io.github.brsgd.catalog;

import java.util.List;
import java.util.Objects;

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
 * @since 0.1
 */
public record CatalogEntry(
    String id,
    List<Parameter> parameters,
    String requirement,
    String cost,
    String breakdown,
    String paper,
    String summary) {

  /** Whatever data is there, and no attack or pre-aggregation. */
  private static final List<String> RESERVED = List.of("any", "none");

  /** Checks that all parts are there and that the id can be written in a text. */
  public CatalogEntry {
    if (!id.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "id: need lower-case letters, digits and hyphens, got '" + id + "'");
    }
    if (RESERVED.contains(id)) {
      throw new IllegalArgumentException(
          "id: '" + id + "' stands for no member where people type, take another");
    }
    parameters = List.copyOf(parameters);
    for (Parameter parameter :
        parameters.subList(Math.min(1, parameters.size()), parameters.size())) {
      if (parameter.type() == Parameter.Type.PATH) {
        throw new IllegalArgumentException(
            id + ": " + parameter.name() + " is a path and has to be the first parameter");
      }
    }
    Objects.requireNonNull(requirement, "requirement");
    Objects.requireNonNull(cost, "cost");
    Objects.requireNonNull(breakdown, "breakdown");
    Objects.requireNonNull(paper, "paper");
    Objects.requireNonNull(summary, "summary");
  }

  /** Of an attack or a poisoning, which has no condition on m and nothing to withstand. */
  static CatalogEntry attack(
      String id, List<Parameter> parameters, String cost, String paper, String summary) {
    return new CatalogEntry(id, parameters, "", cost, "", paper, summary);
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
