package io.github.brsgd.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.arbiter.optimize.api.AbstractParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.util.LeafUtils;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What can be chosen of Byzantine-resilient training, as an Arbiter space: p, alpha_0, rule,
 * pre-aggregation, q, batch size, attack. For a space of networks beside it see {@link
 * BrsgdNetworkSpace}.
 *
 * <pre>{@code
 * BrsgdSpace.builder()
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

  /**
   * A builder with nothing chosen.
   *
   * @return a new builder
   */
  public static BrsgdSpaceBuilder builder() {
    return new BrsgdSpaceBuilder();
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
}
