package io.github.brsgd.sweep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.arbiter.optimize.api.AbstractParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.util.LeafUtils;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What can be chosen of Byzantine-resilient training, as an Arbiter space: p, alpha_0, rule,
 * pre-aggregation, q, batch size, attack. For a space of networks beside it see {@link
 * BrsgdNetworkSpace}.
 *
 * <pre>{@code
 * new BrsgdSpace.Builder()
 *     .p(0.51, 0.99)
 *     .alpha0(0.01, 2)
 *     .rules("krum", "median", "bulyan")
 *     .byzantine(4)
 *     .batch(32)
 *     .build()
 * }</pre>
 *
 * @since 0.1
 */
public final class BrsgdSpace extends AbstractParameterSpace<BrsgdChoice> {

  @JsonProperty private final ParameterSpace<Double> p;
  @JsonProperty private final ParameterSpace<Double> alpha0;
  @JsonProperty private final ParameterSpace<String> rule;
  @JsonProperty private final ParameterSpace<String> preAggregation;
  @JsonProperty private final ParameterSpace<Integer> byzantine;
  @JsonProperty private final ParameterSpace<Integer> batch;
  @JsonProperty private final ParameterSpace<String> attack;

  @JsonCreator
  BrsgdSpace(
      @JsonProperty("p") ParameterSpace<Double> p,
      @JsonProperty("alpha0") ParameterSpace<Double> alpha0,
      @JsonProperty("rule") ParameterSpace<String> rule,
      @JsonProperty("preAggregation") ParameterSpace<String> preAggregation,
      @JsonProperty("byzantine") ParameterSpace<Integer> byzantine,
      @JsonProperty("batch") ParameterSpace<Integer> batch,
      @JsonProperty("attack") ParameterSpace<String> attack) {
    this.p = required("p", p);
    this.alpha0 = required("alpha0", alpha0);
    this.rule = required("rule", rule);
    this.preAggregation = required("preAggregation", preAggregation);
    this.byzantine = required("byzantine", byzantine);
    this.batch = required("batch", batch);
    this.attack = required("attack", attack);
  }

  private static <T> T required(String name, T space) {
    return Objects.requireNonNull(space, () -> "BrsgdSpace: " + name + " is not set");
  }

  @Override
  public BrsgdChoice getValue(double[] values) {
    return new BrsgdChoice(
        p.getValue(values),
        alpha0.getValue(values),
        rule.getValue(values),
        preAggregation.getValue(values),
        byzantine.getValue(values),
        batch.getValue(values),
        attack.getValue(values));
  }

  @Override
  public int numParameters() {
    return LeafUtils.countUniqueParameters(collectLeaves());
  }

  @Override
  @SuppressWarnings("rawtypes")
  public List<ParameterSpace> collectLeaves() {
    List<ParameterSpace> leaves = new ArrayList<>();
    for (ParameterSpace<?> part :
        List.of(p, alpha0, rule, preAggregation, byzantine, batch, attack)) {
      leaves.addAll(part.collectLeaves());
    }
    return leaves;
  }

  @Override
  public boolean isLeaf() {
    return false;
  }

  @Override
  public void setIndices(int... indices) {
    throw new UnsupportedOperationException("BrsgdSpace: indices belong to its leaves");
  }

  /** Two spaces are equal if all their parts are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof BrsgdSpace space
        && p.equals(space.p)
        && alpha0.equals(space.alpha0)
        && rule.equals(space.rule)
        && preAggregation.equals(space.preAggregation)
        && byzantine.equals(space.byzantine)
        && batch.equals(space.batch)
        && attack.equals(space.attack);
  }

  @Override
  public int hashCode() {
    return Objects.hash(p, alpha0, rule, preAggregation, byzantine, batch, attack);
  }

  @Override
  public String toString() {
    return "BrsgdSpace(p=%s, alpha0=%s, rule=%s, preAggregation=%s, byzantine=%s, batch=%s, attack=%s)"
        .formatted(p, alpha0, rule, preAggregation, byzantine, batch, attack);
  }

  /**
   * Collects the parts; p, alpha_0, rule, q and batch have no default. Every part takes any Arbiter
   * space too.
   *
   * @since 0.1
   */
  public static final class Builder {

    private ParameterSpace<Double> p;
    private ParameterSpace<Double> alpha0;
    private ParameterSpace<String> rule;
    private ParameterSpace<String> preAggregation = new FixedValue<>("");
    private ParameterSpace<Integer> byzantine;
    private ParameterSpace<Integer> batch;
    private ParameterSpace<String> attack = new FixedValue<>("");

    /** A builder with nothing chosen. */
    public Builder() {}

    /**
     * The decay exponent, uniform between two values.
     *
     * @param from above 1/2
     * @param to below 1
     * @return this builder
     */
    public Builder p(double from, double to) {
      return p(new ContinuousParameterSpace(from, to));
    }

    /**
     * The decay exponent.
     *
     * @param space of values in (1/2, 1)
     * @return this builder
     */
    public Builder p(ParameterSpace<Double> space) {
      p = space;
      return this;
    }

    /**
     * The first step size, its logarithm uniform between two values.
     *
     * @param from above 0
     * @param to above {@code from}
     * @return this builder
     */
    public Builder alpha0(double from, double to) {
      return alpha0(new ContinuousParameterSpace(new LogUniformDistribution(from, to)));
    }

    /**
     * The first step size.
     *
     * @param space of values above 0
     * @return this builder
     */
    public Builder alpha0(ParameterSpace<Double> space) {
      alpha0 = space;
      return this;
    }

    /**
     * The server's rules to choose from.
     *
     * @param texts of rules; a key q left out is the q of {@link #byzantine}
     * @return this builder
     */
    public Builder rules(String... texts) {
      return rule(oneOf(List.of(texts)));
    }

    /**
     * The server's rule.
     *
     * @param space of texts
     * @return this builder
     */
    public Builder rule(ParameterSpace<String> space) {
      rule = space;
      return this;
    }

    /**
     * The pre-aggregations to choose from; none unless set.
     *
     * @param texts such as {@code nnm}; an empty one for none
     * @return this builder
     */
    public Builder preAggregations(String... texts) {
      return preAggregation(oneOf(List.of(texts)));
    }

    /**
     * The pre-aggregation.
     *
     * @param space of texts
     * @return this builder
     */
    public Builder preAggregation(ParameterSpace<String> space) {
      preAggregation = space;
      return this;
    }

    /**
     * The values of q that the server may declare.
     *
     * @param values at least one
     * @return this builder
     */
    public Builder byzantine(Integer... values) {
      return byzantine(oneOf(List.of(values)));
    }

    /**
     * q.
     *
     * @param space of values of at least 0
     * @return this builder
     */
    public Builder byzantine(ParameterSpace<Integer> space) {
      byzantine = space;
      return this;
    }

    /**
     * Examples per node and round.
     *
     * @param values at least one
     * @return this builder
     */
    public Builder batch(Integer... values) {
      return batch(oneOf(List.of(values)));
    }

    /**
     * Examples per node and round.
     *
     * @param space of values of at least 1
     * @return this builder
     */
    public Builder batch(ParameterSpace<Integer> space) {
      batch = space;
      return this;
    }

    /**
     * The attack as something that varies between candidates, to see how the score depends on it;
     * unless set each candidate meets all attacks of the plan, which is what a choice should be
     * based on.
     *
     * @param space of texts
     * @return this builder
     */
    public Builder attack(ParameterSpace<String> space) {
      attack = space;
      return this;
    }

    /**
     * Checks that nothing is missing.
     *
     * @return the space
     * @throws NullPointerException if p, alpha_0, rule, q or batch is not set
     */
    public BrsgdSpace build() {
      return new BrsgdSpace(p, alpha0, rule, preAggregation, byzantine, batch, attack);
    }

    /**
     * Arbiter's grid gives a choice of one no place among its parameters; a fixed value has none.
     */
    private static <T> ParameterSpace<T> oneOf(Collection<T> values) {
      return values.size() == 1
          ? new FixedValue<>(values.iterator().next())
          : new DiscreteParameterSpace<>(values);
    }
  }
}
