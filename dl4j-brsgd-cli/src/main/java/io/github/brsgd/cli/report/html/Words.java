package io.github.brsgd.cli.report.html;

import j2html.TagCreator;
import j2html.tags.DomContent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Numbers and names as the report writes them. */
final class Words {

  static final double PERCENT = 100;

  /** Stands for what is not known. */
  static final String UNKNOWN = "–";

  private Words() {}

  /** A share in percent with its sign. */
  static String percent(double share) {
    return Double.isNaN(share) ? UNKNOWN : decimals(PERCENT * share, 1) + "\u00A0%";
  }

  /** Mean and deviation in percent, without a sign; the deviation only of two or more. */
  static String meanAndDeviation(double... shares) {
    if (shares.length == 0) {
      return UNKNOWN;
    }
    double mean = Arrays.stream(shares).average().orElseThrow();
    double squares = Arrays.stream(shares).map(s -> (s - mean) * (s - mean)).sum();
    return decimals(PERCENT * mean, 1)
        + (shares.length == 1
            ? ""
            : " ± " + decimals(PERCENT * Math.sqrt(squares / (shares.length - 1)), 1));
  }

  static String decimals(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** A number of any size in three digits. */
  static String threeDigits(double value) {
    return value != 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5)
        ? String.format(Locale.ROOT, "%.2e", value)
        : decimals(
            value, Math.max(0, 2 - (int) Math.floor(Math.log10(Math.max(1e-3, Math.abs(value))))));
  }

  static String duration(double seconds) {
    long s = Math.round(seconds);
    if (s < 60) {
      return decimals(seconds, seconds < 10 ? 1 : 0) + "\u00A0s";
    }
    return s < 3600
        ? s / 60 + "\u00A0min " + s % 60 + "\u00A0s"
        : s / 3600 + "\u00A0h " + s % 3600 / 60 + "\u00A0min";
  }

  /** One thing or several. */
  static String count(long number, String one) {
    return number + " " + (number == 1 ? one : one + "s");
  }

  /** What is typed as it stands, such as the text of an attack, where it is known. */
  static DomContent code(Optional<String> text) {
    return text.isPresent() ? TagCreator.code(text.get()) : TagCreator.text(UNKNOWN);
  }
}
