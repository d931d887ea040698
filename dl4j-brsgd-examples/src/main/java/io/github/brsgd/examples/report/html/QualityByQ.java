package io.github.brsgd.examples.report.html;

import io.github.brsgd.examples.report.svg.Element;
import io.github.brsgd.examples.report.svg.HeatGrid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The same rules with one q and another, as a matrix rule by q. */
final class QualityByQ {

  private static final String HEADING = "Rule by q";
  private static final Pattern Q = Pattern.compile("(?<=[:,])q=([0-9]{1,9})(,|(?=\\+|$))");

  private final String id;
  private final String what;
  private final String note;
  private final Map<String, Map<Integer, Double>> families = new LinkedHashMap<>();

  /**
   * A matrix.
   *
   * @param id of the section
   * @param what the values are
   * @param values in percent by rule; negative if the rule failed
   * @param note what else is to be known, a sentence; may be empty
   */
  QualityByQ(String id, String what, Map<String, Double> values, String note) {
    this.id = id;
    this.what = what;
    this.note = note;
    values.forEach(
        (rule, value) ->
            q(rule)
                .ifPresent(
                    q ->
                        families
                            .computeIfAbsent(family(rule), f -> new TreeMap<>())
                            .merge(q, value, Math::max)));
  }

  /** The q that a rule's text tells; empty if it tells none or several. */
  static OptionalInt q(String rule) {
    Matcher matcher = Q.matcher(rule);
    TreeSet<Integer> found = new TreeSet<>();
    while (matcher.find()) {
      found.add(Integer.parseInt(matcher.group(1)));
    }
    return found.size() == 1 ? OptionalInt.of(found.first()) : OptionalInt.empty();
  }

  /** The rule's text without its q. */
  static String family(String rule) {
    return Q.matcher(rule).replaceAll("").replaceAll("[:,](?=\\+|$)", "");
  }

  /** The matrix, or why there is none. */
  Element figure() {
    List<String> rows =
        families.entrySet().stream()
            .filter(f -> f.getValue().size() > 1)
            .map(Map.Entry::getKey)
            .toList();
    if (rows.isEmpty()) {
      return Figure.missing(
          HEADING,
          "No rule was run with more than one q. Put krum:q=1 and krum:q=2 side by side to see what q"
              + " does.");
    }
    TreeSet<Integer> columns = new TreeSet<>();
    rows.forEach(row -> columns.addAll(families.get(row).keySet()));
    List<List<HeatGrid.Square>> squares = new ArrayList<>();
    for (String row : rows) {
      Map<Integer, Double> values = families.get(row);
      int worst = worst(values);
      squares.add(columns.stream().map(q -> square(values.get(q), q == worst)).toList());
    }
    HeatGrid grid =
        new HeatGrid(
            id + "-q",
            HEADING,
            description(rows),
            rows,
            columns.stream().map(q -> "q=" + q).toList(),
            0,
            squares);
    return Figure.wide(
        HEADING,
        "The "
            + what
            + " in % for each q that a rule was set to. Framed, with a corner: the q"
            + " that does worst. Hatched: aborted. – not run."
            + (note.isEmpty() ? "" : " " + note),
        grid.draw());
  }

  private static int worst(Map<Integer, Double> values) {
    return values.entrySet().stream()
        .min(Comparator.comparingDouble(Map.Entry::getValue))
        .orElseThrow()
        .getKey();
  }

  private static HeatGrid.Square square(Double value, boolean isWorst) {
    if (value == null) {
      return new HeatGrid.Square(Double.NaN, Words.UNKNOWN, false, false);
    }
    return value < 0
        ? new HeatGrid.Square(Double.NaN, "aborted", isWorst, true)
        : new HeatGrid.Square(value, Words.decimals(value, 1), isWorst, false);
  }

  private String description(List<String> rows) {
    StringBuilder text = new StringBuilder("Best q by " + what + ": ");
    for (int i = 0; i < rows.size(); i++) {
      Optional<Map.Entry<Integer, Double>> best =
          families.get(rows.get(i)).entrySet().stream()
              .max(Comparator.comparingDouble(Map.Entry::getValue));
      text.append(i == 0 ? "" : "; ")
          .append(rows.get(i))
          .append(" q=")
          .append(best.orElseThrow().getKey())
          .append(" with ")
          .append(Words.decimals(best.orElseThrow().getValue(), 1))
          .append(" %");
    }
    return text.append('.').toString();
  }
}
