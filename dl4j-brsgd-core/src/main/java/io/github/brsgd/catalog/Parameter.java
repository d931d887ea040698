package io.github.brsgd.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A parameter of a member of the catalogue, as in {@code krum:q=4}.
 *
 * @param name the key
 * @param type what its values are
 * @param choices the values allowed for {@link Type#CHOICE}, else empty
 * @param otherwise what holds where the parameter is left out, for people; empty if it is required
 * @param meaning half a sentence for people
 * @since 0.1
 */
public record Parameter(
    String name, Type type, List<String> choices, String otherwise, String meaning) {

  /** What the values of a parameter are. */
  public enum Type {
    /** A whole number. */
    INTEGER("a whole number"),
    /** A finite number. */
    NUMBER("a finite number"),
    /** Either {@code true} or {@code false}. */
    FLAG("true or false"),
    /** One of a few words. */
    CHOICE("one of a few words");

    private final String words;

    Type(String words) {
      this.words = words;
    }
  }

  /** Checks that all parts are there. */
  public Parameter {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    choices = List.copyOf(choices);
    Objects.requireNonNull(otherwise, "otherwise");
    Objects.requireNonNull(meaning, "meaning");
  }

  /**
   * A required whole number.
   *
   * @param name the key
   * @param meaning half a sentence
   * @return the parameter
   */
  public static Parameter integer(String name, String meaning) {
    return new Parameter(name, Type.INTEGER, List.of(), "", meaning);
  }

  /**
   * A required number.
   *
   * @param name the key
   * @param meaning half a sentence
   * @return the parameter
   */
  public static Parameter number(String name, String meaning) {
    return new Parameter(name, Type.NUMBER, List.of(), "", meaning);
  }

  /**
   * A required {@code true} or {@code false}.
   *
   * @param name the key
   * @param meaning half a sentence
   * @return the parameter
   */
  public static Parameter flag(String name, String meaning) {
    return new Parameter(name, Type.FLAG, List.of(), "", meaning);
  }

  /**
   * A required constant of an enum, written in lower case with hyphens.
   *
   * @param name the key
   * @param constants the enum
   * @param meaning half a sentence
   * @return the parameter
   */
  public static Parameter choice(String name, Class<? extends Enum<?>> constants, String meaning) {
    return new Parameter(
        name,
        Type.CHOICE,
        Arrays.stream(constants.getEnumConstants()).map(Parameter::word).toList(),
        "",
        meaning);
  }

  /**
   * The same parameter, not required.
   *
   * @param value what holds where it is left out, for people
   * @return the parameter
   */
  public Parameter otherwise(String value) {
    return new Parameter(name, type, choices, value, meaning);
  }

  /**
   * Whether a text without it is an error.
   *
   * @return true if nothing holds where it is left out
   */
  public boolean required() {
    return otherwise.isEmpty();
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Checks a value's type; {@code id} is for the message. */
  void check(String id, String value) {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          id
              + ": "
              + name
              + " needs "
              + (type == Type.CHOICE ? "one of " + String.join(", ", choices) : type.words)
              + ", got '"
              + value
              + "'"
              + (type == Type.CHOICE ? NearestWord.suggestion(value, choices) : ""));
    }
  }

  private boolean isValid(String value) {
    try {
      return switch (type) {
        case INTEGER -> Integer.toString(Integer.parseInt(value)).length() > 0;
        case NUMBER -> Double.isFinite(Double.parseDouble(value));
        case FLAG -> value.equals("true") || value.equals("false");
        case CHOICE -> choices.contains(value);
      };
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
