package io.github.brsgd.linalg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Rows whose columns lie in pieces, each alone: answers are put together from the pieces', and no
 * matrix of whole rows is ever made. What rows spread over machines are.
 */
public final class SlicedRows implements Rows {

  private final List<Rows> pieces;

  private SlicedRows(List<Rows> pieces) {
    this.pieces = pieces;
  }

  /** Cuts a matrix after these columns, ascending. */
  public static SlicedRows cut(INDArray matrix, int... after) {
    List<Rows> pieces = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= after.length; i++) {
      int to = i < after.length ? after[i] : (int) matrix.size(1);
      pieces.add(Rows.of(matrix.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup('c')));
      from = to;
    }
    return new SlicedRows(pieces);
  }

  @Override
  public int count() {
    return pieces.get(0).count();
  }

  @Override
  public int length() {
    return pieces.stream().mapToInt(Rows::length).sum();
  }

  @Override
  public DataType type() {
    return pieces.get(0).type();
  }

  @Override
  public int[] nonFinite() {
    TreeSet<Integer> bad = new TreeSet<>();
    pieces.forEach(piece -> Arrays.stream(piece.nonFinite()).forEach(bad::add));
    return bad.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Something that is asked of a piece, with the columns of a vector that belong to it. */
  @FunctionalInterface
  private interface Asked<T> {
    T of(Rows piece, int from);
  }

  private <T> List<T> ask(Asked<T> question) {
    List<T> answers = new ArrayList<>();
    int from = 0;
    for (Rows piece : pieces) {
      answers.add(question.of(piece, from));
      from += piece.length();
    }
    return answers;
  }

  private double[] sum(Asked<double[]> question) {
    double[] sum = new double[count()];
    for (double[] answer : ask(question)) {
      Arrays.setAll(sum, i -> sum[i] + answer[i]);
    }
    return sum;
  }

  private double[][] sumOfMatrices(Function<Rows, double[][]> question) {
    double[][] sum = new double[count()][count()];
    for (Rows piece : pieces) {
      double[][] answer = question.apply(piece);
      for (int i = 0; i < sum.length; i++) {
        for (int j = 0; j < sum.length; j++) {
          sum[i][j] += answer[i][j];
        }
      }
    }
    return sum;
  }

  private static INDArray part(INDArray vector, Rows piece, int from) {
    return vector.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + piece.length())).dup();
  }

  private INDArray joined(Asked<INDArray> question) {
    return Nd4j.concat(1, ask(question).toArray(INDArray[]::new));
  }

  @Override
  public double[] squaredNorms() {
    return sum((piece, from) -> piece.squaredNorms());
  }

  @Override
  public double[][] squaredDistances() {
    return sumOfMatrices(Rows::squaredDistances);
  }

  @Override
  public double[] squaredDistances(INDArray point) {
    return sum((piece, from) -> piece.squaredDistances(part(point, piece, from)));
  }

  @Override
  public double[] projections(INDArray point, INDArray direction) {
    return sum(
        (piece, from) -> piece.projections(part(point, piece, from), part(direction, piece, from)));
  }

  @Override
  public double[][] centredGram() {
    return sumOfMatrices(Rows::centredGram);
  }

  @Override
  public INDArray weightedSum(double[] weights) {
    return joined((piece, from) -> piece.weightedSum(weights));
  }

  @Override
  public INDArray weightedSum(double[] weights, INDArray point, double weight) {
    return joined((piece, from) -> piece.weightedSum(weights, part(point, piece, from), weight));
  }

  @Override
  public Centre centre(double[] weights) {
    return joined(ask((piece, from) -> piece.centre(weights)));
  }

  @Override
  public Centre centre(double[] weights, INDArray point, double weight) {
    return joined(ask((piece, from) -> piece.centre(weights, part(point, piece, from), weight)));
  }

  private static Centre joined(List<Centre> parts) {
    double[] squared = new double[parts.get(0).squaredDistances().length];
    parts.forEach(part -> Arrays.setAll(squared, i -> squared[i] + part.squaredDistances()[i]));
    return new Centre(
        Nd4j.concat(1, parts.stream().map(Centre::point).toArray(INDArray[]::new)), squared);
  }

  @Override
  public INDArray statistic(CoordinateStatistic statistic) {
    return joined((piece, from) -> piece.statistic(statistic));
  }

  @Override
  public double[] keptShares(CoordinateStatistic statistic) {
    double[] coordinates =
        sum(
            (piece, from) ->
                Arrays.stream(piece.keptShares(statistic)).map(s -> s * piece.length()).toArray());
    return Arrays.stream(coordinates).map(kept -> kept / length()).toArray();
  }

  @Override
  public INDArray copy(int row) {
    return joined((piece, from) -> piece.copy(row));
  }

  @Override
  public INDArray matrix() {
    throw new UnsupportedOperationException("no machine holds all of these rows");
  }

  private SlicedRows view(UnaryOperator<Rows> change) {
    return new SlicedRows(pieces.stream().map(change).toList());
  }

  @Override
  public Rows select(int... ids) {
    return view(piece -> piece.select(ids));
  }

  @Override
  public Rows mix(double[][] weights) {
    return view(piece -> piece.mix(weights));
  }

  @Override
  public Rows columns(BitSet ids) {
    if (ids.isEmpty()) {
      throw new IllegalArgumentException("ids: need at least one column, got none");
    }
    List<Rows> left = new ArrayList<>();
    int from = 0;
    for (Rows piece : pieces) {
      BitSet own = ids.get(from, from + piece.length());
      if (!own.isEmpty()) {
        left.add(piece.columns(own));
      }
      from += piece.length();
    }
    return new SlicedRows(left);
  }

  @Override
  public Rows cleared(BitSet ids) {
    return new SlicedRows(
        ask((piece, from) -> piece.cleared(ids.get(from, from + piece.length()))));
  }
}
