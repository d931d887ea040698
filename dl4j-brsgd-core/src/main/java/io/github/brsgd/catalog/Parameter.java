package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.MemberText;
import java.util.Arrays;
import java.util.List;
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
    INTEGER("a whole number", "N"),
    /** A finite number. */
    NUMBER("a finite number", "X"),
    /** Either {@code true} or {@code false}; its name alone means {@code true}. */
    FLAG("true or false", ""),
    /** One of a few words. */
    CHOICE("one of a few words", "WORD");

    private final String words;
    private final String placeholder;

    Type(String words, String placeholder) {
      this.words = words;
      this.placeholder = placeholder;
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

  /** How it is written: {@code q=N}, a flag by its name. */
  String usage() {
    return type == Type.FLAG ? name : name + "=" + type.placeholder;
  }

  static String word(Enum<?> constant) {
    return MemberText.of(constant);
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
