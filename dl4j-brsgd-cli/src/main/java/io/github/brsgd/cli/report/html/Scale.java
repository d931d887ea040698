package io.github.brsgd.cli.report.html;

import java.util.Comparator;
import java.util.stream.DoubleStream;

/**
 * How a score is written, and what is better. A score that is not finite is that of a run that
 * ended early, and worse than all others.
 *
 * @param isLoss whether lower is better; else it is an accuracy in [0, 1]
 * @param best the best score of a matrix, which losses are compared with; of no use for accuracies
 */
record Scale(boolean isLoss, double best) {

  static final Scale ACCURACY = new Scale(false, 1);
  static final Scale LOSS = new Scale(true, 1);

  /** The scale for a matrix of scores, whose shades tell how far each is from the best of them. */
  Scale of(DoubleStream scores) {
    return isLoss ? new Scale(true, scores.filter(Double::isFinite).min().orElse(1)) : this;
  }

  /** A score as people read it, without its unit. */
  String text(double score) {
    return isLoss ? Words.threeDigits(score) : Words.decimals(Words.PERCENT * score, 1);
  }

  /** A score as people read it within a sentence. */
  String phrase(double score) {
    return isLoss ? "loss " + text(score) : Words.percent(score);
  }

  /** What a matrix compares: points of percent, or percent of the best loss. */
  double shade(double score) {
    return isLoss
        ? -Words.PERCENT * (score - best) / Math.max(Math.abs(best), Double.MIN_NORMAL)
        : Words.PERCENT * score;
  }

  /** What the shades of a matrix tell. */
  String unit() {
    return isLoss ? "% above the best square" : "points below the best square";
  }

  /** Worse scores first. */
  Comparator<Double> fromWorst() {
    Comparator<Double> ascending = Comparator.naturalOrder();
    return isLoss ? ascending.reversed() : ascending;
  }
}
