package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.report.svg.HeatGrid;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The same rules with one q and another, as a matrix rule by q.
 *
 * @param id of the section
 * @param what the scores are
 * @param scale of the scores
 * @param families for each rule without its q a score by q
 */
record QualityByQ(String id, String what, Scale scale, Map<String, Map<Integer, Double>> families) {

  private static final String HEADING = "Rule by q";
  private static final Pattern Q = Pattern.compile("(?<=[:,])q=([0-9]{1,9})(,|(?=\\+|$))");

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

  /** Scores by rule as scores by rule and q; rules that tell no q are left out. */
  static Map<String, Map<Integer, Double>> families(Map<String, Double> scores) {
    Map<String, Map<Integer, Double>> families = new LinkedHashMap<>();
    scores.forEach(
        (rule, score) ->
            q(rule)
                .ifPresent(
                    q ->
                        families
                            .computeIfAbsent(family(rule), f -> new TreeMap<>())
                            .put(q, score)));
    return families;
  }

  /** The matrix with a note beside it, or why there is none. */
  DomContent figure(String note) {
    return Figure.orMissing(HEADING, () -> drawn(note));
  }

  private DomContent drawn(String note) {
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
    Scale shades =
        scale.of(
            rows.stream()
                .flatMap(row -> families.get(row).values().stream())
                .mapToDouble(Double::doubleValue));
    List<List<HeatGrid.Square>> squares = new ArrayList<>();
    for (String row : rows) {
      Map<Integer, Double> scores = families.get(row);
      int worst = byScore(scores).get(0);
      squares.add(columns.stream().map(q -> square(shades, scores.get(q), q == worst)).toList());
    }
    HeatGrid grid =
        new HeatGrid(
            id + "-q",
            HEADING,
            description(rows),
            rows,
            columns.stream().map(q -> "q=" + q).toList(),
            0,
            scale.unit(),
            squares);
    return Figure.wide(
        HEADING,
        "The "
            + what
            + (scale.isLoss() ? "" : " in %")
            + " for each q that a rule was set to. Framed, with a corner: the q that does worst."
            + " Hatched: ended early. – not run."
            + (note.isEmpty() ? "" : " " + note),
        grid);
  }

  /** Every q, that of the worst score first. */
  private List<Integer> byScore(Map<Integer, Double> scores) {
    return scores.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(scale.fromWorst()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static HeatGrid.Square square(Scale scale, Double score, boolean isWorst) {
    if (score == null) {
      return new HeatGrid.Square(Double.NaN, Words.UNKNOWN, false, false);
    }
    return Double.isFinite(score)
        ? new HeatGrid.Square(scale.shade(score), scale.text(score), isWorst, false)
        : new HeatGrid.Square(Double.NaN, "ended", isWorst, true);
  }

  private String description(List<String> rows) {
    return rows.stream()
        .map(
            row -> {
              List<Integer> order = byScore(families.get(row));
              int best = order.get(order.size() - 1);
              double score = families.get(row).get(best);
              return row
                  + (Double.isFinite(score)
                      ? " q=" + best + " with " + scale.phrase(score)
                      : " ended early with every q");
            })
        .collect(Collectors.joining("; ", "Best q by " + what + ": ", "."));
  }
}
