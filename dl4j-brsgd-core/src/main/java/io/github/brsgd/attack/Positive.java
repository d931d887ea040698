package io.github.brsgd.attack;

/** The check that most attacks' parameters need. */
final class Positive {

  private Positive() {}

  static void check(String attack, String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          attack + ": need a positive finite " + name + ", got " + name + "=" + value);
    }
  }
}
