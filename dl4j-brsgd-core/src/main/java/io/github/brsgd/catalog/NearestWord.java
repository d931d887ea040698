package io.github.brsgd.catalog;

import java.util.Collection;
import java.util.Comparator;

/** Guesses what was meant by a mistyped word. */
final class NearestWord {

  private NearestWord() {}

  /** {@code ; did you mean 'x'?} for the word of least edit distance, unless all are far. */
  static String suggestion(String word, Collection<String> words) {
    return words.stream()
        .min(Comparator.comparingInt(known -> distance(word, known)))
        .filter(known -> distance(word, known) <= (Math.max(word.length(), known.length()) + 1) / 2)
        .map(known -> "; did you mean '" + known + "'?")
        .orElse("");
  }

  /** The least number of letters inserted, deleted or replaced (Levenshtein). */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
