package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.attack.Knowledge;
import io.github.brsgd.checks.PlainNumber;
import io.github.brsgd.files.PathReason;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A parameter of a member of the catalogue, as in {@code krum:q=4}.
 *
 * @param name the key
 * @param type what its values are
 * @param placeholder stands for a value where a text is shown; empty for a flag
 * @param choices the values allowed for {@link Type#CHOICE}, else empty
 * @param otherwise what holds where the parameter is left out, for people; empty if it is required
 * @param meaning half a sentence for people
 * @since 0.1
 */
public record Parameter(
    String name,
    Type type,
    String placeholder,
    List<String> choices,
    String otherwise,
    String meaning) {

  /** What the values of a parameter are. */
  public enum Type {
    /** A whole number. */
    INTEGER("a whole number", "N"),
    /** A finite number. */
    NUMBER("a finite number", "X"),
    /** Either {@code true} or {@code false}; its name alone means {@code true}. */
    FLAG("true or false", ""),
    /** One of a few words. */
    CHOICE("one of a few words", "WORD"),
    /** Any text without commas; behind a {@link #PATH} commas may be in it. */
    TEXT("a text", "TEXT"),
    /**
     * A rule, the last parameter: all behind its key is the text of it, commas and chains included.
     * One without arguments ends at a comma like any other value.
     */
    RULE("a rule", "RULE"),
    /**
     * A file or folder. It stands first and alone, without its key, as in {@code csv:FILE}, and
     * commas may be in it.
     */
    PATH("a path", "");

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
    Objects.requireNonNull(placeholder, "placeholder");
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
    return plain(name, Type.INTEGER, meaning);
  }

  /**
   * A required number.
   *
   * @param name the key
   * @param meaning half a sentence
   * @return the parameter
   */
  public static Parameter number(String name, String meaning) {
    return plain(name, Type.NUMBER, meaning);
  }

  /**
   * A required {@code true} or {@code false}.
   *
   * @param name the key
   * @param meaning half a sentence
   * @return the parameter
   */
  public static Parameter flag(String name, String meaning) {
    return plain(name, Type.FLAG, meaning);
  }

  /**
   * A required text.
   *
   * @param name the key
   * @param placeholder stands for a value where a text is shown, such as {@code COLUMN}
   * @param meaning half a sentence
   * @return the parameter
   */
  public static Parameter text(String name, String placeholder, String meaning) {
    return new Parameter(name, Type.TEXT, placeholder, List.of(), "", meaning);
  }

  /**
   * A required file or folder, the first parameter of its member.
   *
   * @param name in capitals it stands for a value where a text is shown
   * @param meaning half a sentence
   * @return the parameter
   */
  public static Parameter path(String name, String meaning) {
    return new Parameter(name, Type.PATH, name.toUpperCase(Locale.ROOT), List.of(), "", meaning);
  }

  /**
   * A required rule, the last parameter of its member. Where it has a key q and does not give it,
   * it takes the member's.
   *
   * @param name the key
   * @param meaning half a sentence
   * @return the parameter
   */
  public static Parameter rule(String name, String meaning) {
    return plain(name, Type.RULE, meaning);
  }

  private static Parameter plain(String name, Type type, String meaning) {
    return new Parameter(name, type, type.placeholder, List.of(), "", meaning);
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
        Type.CHOICE.placeholder,
        Arrays.stream(constants.getEnumConstants()).map(Parameter::word).toList(),
        "",
        meaning);
  }

  /** How much an attack knows: everything, or as little as one of the levels that it offers. */
  static Parameter knowledge(Knowledge... offered) {
    return new Parameter(
            "knowledge",
            Type.CHOICE,
            Type.CHOICE.placeholder,
            Arrays.stream(offered).map(Parameter::word).toList(),
            "",
            "what it knows of the round")
        .otherwise(word(Knowledge.FULL));
  }

  /**
   * The same parameter, not required.
   *
   * @param value what holds where it is left out, for people
   * @return the parameter
   */
  public Parameter otherwise(String value) {
    return new Parameter(name, type, placeholder, choices, value, meaning);
  }

  /**
   * Whether a text without it is an error.
   *
   * @return true if nothing holds where it is left out
   */
  public boolean required() {
    return otherwise.isEmpty();
  }

  /** How it is shown: {@code q=N}, a flag by its name, a path by its placeholder. */
  String usage() {
    return type == Type.FLAG ? name : written(placeholder);
  }

  /** How it is written with a value. */
  String written(String value) {
    return type == Type.PATH ? value : name + "=" + value;
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
              + (type == Type.CHOICE ? NearestWord.suggestion(value, choices) : "")
              + (type == Type.PATH ? pathProblem(value) : ""));
    }
  }

  private static String pathProblem(String value) {
    try {
      return Path.of(value).toString().isEmpty() ? ": it is empty" : "";
    } catch (InvalidPathException e) {
      return ": " + PathReason.problem(e);
    }
  }

  private boolean isValid(String value) {
    try {
      return switch (type) {
        case INTEGER -> PlainNumber.parse(value) == Integer.parseInt(value);
        case NUMBER -> Double.isFinite(PlainNumber.parse(value));
        case FLAG -> value.equals("true") || value.equals("false");
        case CHOICE -> choices.contains(value);
        case TEXT, RULE -> !value.isEmpty();
        case PATH -> !Path.of(value).toString().isEmpty();
      };
    } catch (NumberFormatException | InvalidPathException e) {
      return false;
    }
  }
}
