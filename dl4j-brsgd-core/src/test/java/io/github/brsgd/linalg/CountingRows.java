package io.github.brsgd.linalg;

import java.util.BitSet;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Counts how often rows are read, views of them included: 1 for all of them, 1/m for one. */
public final class CountingRows implements Rows {

  /** Passes counted, shared by all views. */
  public static final class Passes {
    private double count;

    /** Passes so far. */
    public double count() {
      return count;
    }
  }

  private final Rows rows;
  private final int all;
  private final Passes passes;

  private CountingRows(Rows rows, int all, Passes passes) {
    this.rows = rows;
    this.all = all;
    this.passes = passes;
  }

  /** Counts for these rows. */
  public static CountingRows of(Rows rows, Passes passes) {
    return new CountingRows(rows, rows.count(), passes);
  }

  private Rows view(Rows view) {
    return view == rows ? this : new CountingRows(view, all, passes);
  }

  private Rows read() {
    passes.count += (double) rows.count() / all;
    return rows;
  }

  @Override
  public int count() {
    return rows.count();
  }

  @Override
  public int length() {
    return rows.length();
  }

  @Override
  public DataType type() {
    return rows.type();
  }

  @Override
  public int[] nonFinite() {
    return read().nonFinite();
  }

  @Override
  public double[] squaredNorms() {
    return read().squaredNorms();
  }

  @Override
  public double[][] squaredDistances() {
    return read().squaredDistances();
  }

  @Override
  public double[] squaredDistances(INDArray point) {
    return read().squaredDistances(point);
  }

  @Override
  public double[] projections(INDArray point, INDArray direction) {
    return read().projections(point, direction);
  }

  @Override
  public double[][] centredGram() {
    return read().centredGram();
  }

  @Override
  public INDArray weightedSum(double[] weights) {
    return read().weightedSum(weights);
  }

  @Override
  public INDArray weightedSum(double[] weights, INDArray point, double weight) {
    return read().weightedSum(weights, point, weight);
  }

  @Override
  public Centre centre(double[] weights) {
    return read().centre(weights);
  }

  @Override
  public Centre centre(double[] weights, INDArray point, double weight) {
    return read().centre(weights, point, weight);
  }

  @Override
  public INDArray statistic(CoordinateStatistic statistic) {
    return read().statistic(statistic);
  }

  @Override
  public double[] keptShares(CoordinateStatistic statistic) {
    return read().keptShares(statistic);
  }

  @Override
  public INDArray copy(int row) {
    passes.count += 1.0 / all;
    return rows.copy(row);
  }

  @Override
  public INDArray matrix() {
    return read().matrix();
  }

  @Override
  public Rows select(int... ids) {
    return view(rows.select(ids));
  }

  @Override
  public Rows mix(double[][] weights) {
    return view(rows.mix(weights));
  }

  @Override
  public Rows columns(BitSet ids) {
    return view(rows.columns(ids));
  }

  @Override
  public Rows cleared(BitSet ids) {
    return view(rows.cleared(ids));
  }
}
