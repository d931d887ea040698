package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.MemberText;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The arguments of one member, by parameter: read by a factory, and written to tell how a member is
 * made. Immutable.
 *
 * @since 0.1
 */
public final class Arguments {

  /** No arguments. */
  public static final Arguments NONE = new Arguments(Map.of(), Map.of());

  private final Map<String, String> values;

  /** Rules among the arguments, in place of their texts. */
  private final Map<String, Aggregator> rules;

  private Arguments(Map<String, String> values, Map<String, Aggregator> rules) {
    this.values = values;
    this.rules = rules;
  }

  static Arguments of(Map<String, String> values) {
    return new Arguments(Collections.unmodifiableMap(new LinkedHashMap<>(values)), Map.of());
  }

  /**
   * Whether a parameter is given.
   *
   * @param name its key
   * @return true if it is
   */
  public boolean has(String name) {
    return values.containsKey(name) || rules.containsKey(name);
  }

  /**
   * A whole number.
   *
   * @param name the key of a required parameter
   * @return its value
   */
  public int integer(String name) {
    return Integer.parseInt(required(name));
  }

  /**
   * A whole number, or else a default.
   *
   * @param name the key
   * @param otherwise the default
   * @return its value
   */
  public int integer(String name, int otherwise) {
    return has(name) ? integer(name) : otherwise;
  }

  /**
   * A whole number that need not be there.
   *
   * @param name the key
   * @return its value, or {@code null}
   */
  public Integer optionalInteger(String name) {
    return has(name) ? Integer.valueOf(integer(name)) : null;
  }

  /**
   * A number.
   *
   * @param name the key of a required parameter
   * @return its value
   */
  public double number(String name) {
    return Double.parseDouble(required(name));
  }

  /**
   * A number, or else a default.
   *
   * @param name the key
   * @param otherwise the default
   * @return its value
   */
  public double number(String name, double otherwise) {
    return has(name) ? number(name) : otherwise;
  }

  /**
   * A flag, or else a default.
   *
   * @param name the key
   * @param otherwise the default
   * @return its value
   */
  public boolean flag(String name, boolean otherwise) {
    return has(name) ? Boolean.parseBoolean(values.get(name)) : otherwise;
  }

  /**
   * A constant of an enum, or else a default.
   *
   * @param name the key
   * @param otherwise the default
   * @param <E> the enum
   * @return its value
   */
  public <E extends Enum<E>> E choice(String name, E otherwise) {
    return Arrays.stream(otherwise.getDeclaringClass().getEnumConstants())
        .filter(constant -> Parameter.word(constant).equals(values.get(name)))
        .findFirst()
        .orElse(otherwise);
  }

  /**
   * A text.
   *
   * @param name the key of a required parameter
   * @return its value
   */
  public String text(String name) {
    return required(name);
  }

  /**
   * A file or folder.
   *
   * @param name the key of a required parameter
   * @return its value
   */
  public Path path(String name) {
    return Path.of(required(name));
  }

  /**
   * A rule.
   *
   * @param name the key of a required parameter
   * @return its value
   */
  public Aggregator rule(String name) {
    return Objects.requireNonNull(rules.get(name), name);
  }

  private String required(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  /**
   * These arguments and one more.
   *
   * @param name the key
   * @param value a number, boolean, enum constant, text or path
   * @return new arguments
   * @throws IllegalArgumentException if the value is {@code null}
   */
  public Arguments with(String name, Object value) {
    if (value == null) {
      throw new IllegalArgumentException(name + ": null has no text");
    }
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, MemberText.of(value));
    return new Arguments(Collections.unmodifiableMap(more), rules);
  }

  /**
   * These arguments and a rule.
   *
   * @param name the key
   * @param rule the value
   * @return new arguments
   */
  public Arguments withRule(String name, Aggregator rule) {
    Map<String, Aggregator> more = new LinkedHashMap<>(rules);
    more.put(name, Objects.requireNonNull(rule, name));
    return new Arguments(values, Collections.unmodifiableMap(more));
  }

  /** The same arguments with the texts of rules in their place. */
  Arguments asTexts(RuleTexts texts) {
    Map<String, String> all = new LinkedHashMap<>(values);
    rules.forEach((name, rule) -> all.put(name, texts.write(rule)));
    return of(all);
  }

  /**
   * These arguments and one more, unless it has its default value.
   *
   * @param name the key
   * @param value a number, boolean, enum constant, text or path; {@code null} where it has none
   * @param otherwise the default, or {@code null}
   * @return new arguments, or these
   */
  public Arguments with(String name, Object value, Object otherwise) {
    return Objects.equals(value, otherwise) ? this : with(name, value);
  }

  /** As they stand behind the id of this entry; empty without arguments. */
  String written(CatalogEntry entry) {
    return entry.parameters().stream()
        .filter(parameter -> has(parameter.name()))
        .map(parameter -> parameter.written(values.get(parameter.name())))
        .collect(Collectors.joining(","));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Arguments that
        && values.equals(that.values)
        && rules.equals(that.rules);
  }

  @Override
  public int hashCode() {
    return 31 * values.hashCode() + rules.hashCode();
  }

  /** {@code key=value,key=value}; empty without arguments. */
  @Override
  public String toString() {
    return Stream.concat(values.entrySet().stream(), rules.entrySet().stream())
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }
}
