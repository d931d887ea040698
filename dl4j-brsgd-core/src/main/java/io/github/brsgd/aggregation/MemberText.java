package io.github.brsgd.aggregation;

import io.github.brsgd.checks.ValueText;
import java.util.Objects;

/**
 * How a rule, pre-aggregation, attack or poisoning is written: {@code krum:q=4}, parameters that
 * have their default value left out. It is the text that the catalogue reads.
 *
 * @since 0.2
 */
public final class MemberText {

  private final StringBuilder text;
  private char separator = ':';

  /**
   * A text without parameters yet.
   *
   * @param id of the member
   */
  public MemberText(String id) {
    text = new StringBuilder(id);
  }

  /**
   * Adds a parameter.
   *
   * @param name its key
   * @param value a number, boolean or enum constant
   * @return this text
   */
  public MemberText with(String name, Object value) {
    text.append(separator).append(name).append('=').append(of(value));
    separator = ',';
    return this;
  }

  /**
   * Adds a parameter unless it has its default value.
   *
   * @param name its key
   * @param value a number, boolean or enum constant; {@code null} where it has none
   * @param otherwise the default, or {@code null}
   * @return this text
   */
  public MemberText with(String name, Object value, Object otherwise) {
    return Objects.equals(value, otherwise) ? this : with(name, value);
  }

  /**
   * How a value is written: whole numbers without a fraction, constants in lower case.
   *
   * @param value a number, boolean or enum constant
   * @return its text
   */
  public static String of(Object value) {
    return ValueText.of(value);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
