package io.github.brsgd.sweep;

import java.util.Collection;
import java.util.List;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;

/**
 * Collects the parts of a {@link BrsgdSpace}; p, alpha_0, rule, q and batch have no default. Every
 * part takes any Arbiter space too.
 *
 * @since 0.1
 */
public final class BrsgdSpaceBuilder {

  private ParameterSpace<Double> p;
  private ParameterSpace<Double> alpha0;
  private ParameterSpace<String> rule;
  private ParameterSpace<String> preAggregation = new FixedValue<>("");
  private ParameterSpace<Integer> byzantine;
  private ParameterSpace<Integer> batch;
  private ParameterSpace<String> attack = new FixedValue<>("");

  BrsgdSpaceBuilder() {}

  /**
   * The decay exponent, uniform between two values.
   *
   * @param from above 1/2
   * @param to below 1
   * @return this builder
   */
  public BrsgdSpaceBuilder p(double from, double to) {
    return p(new ContinuousParameterSpace(from, to));
  }

  /**
   * The decay exponent.
   *
   * @param space of values in (1/2, 1)
   * @return this builder
   */
  public BrsgdSpaceBuilder p(ParameterSpace<Double> space) {
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
  public BrsgdSpaceBuilder alpha0(double from, double to) {
    return alpha0(new ContinuousParameterSpace(new LogUniformDistribution(from, to)));
  }

  /**
   * The first step size.
   *
   * @param space of values above 0
   * @return this builder
   */
  public BrsgdSpaceBuilder alpha0(ParameterSpace<Double> space) {
    alpha0 = space;
    return this;
  }

  /**
   * The server's rules to choose from.
   *
   * @param texts of rules; a key q left out is the q of {@link #byzantine}
   * @return this builder
   */
  public BrsgdSpaceBuilder rules(String... texts) {
    return rule(oneOf("rules", List.of(texts)));
  }

  /**
   * The server's rule.
   *
   * @param space of texts
   * @return this builder
   */
  public BrsgdSpaceBuilder rule(ParameterSpace<String> space) {
    rule = space;
    return this;
  }

  /**
   * The pre-aggregations to choose from; none unless set.
   *
   * @param texts such as {@code nnm}; an empty one for none
   * @return this builder
   */
  public BrsgdSpaceBuilder preAggregations(String... texts) {
    return preAggregation(oneOf("preAggregations", List.of(texts)));
  }

  /**
   * The pre-aggregation.
   *
   * @param space of texts
   * @return this builder
   */
  public BrsgdSpaceBuilder preAggregation(ParameterSpace<String> space) {
    preAggregation = space;
    return this;
  }

  /**
   * The values of q that the server may declare.
   *
   * @param values at least one
   * @return this builder
   */
  public BrsgdSpaceBuilder byzantine(Integer... values) {
    return byzantine(oneOf("byzantine", List.of(values)));
  }

  /**
   * q.
   *
   * @param space of values of at least 0
   * @return this builder
   */
  public BrsgdSpaceBuilder byzantine(ParameterSpace<Integer> space) {
    byzantine = space;
    return this;
  }

  /**
   * Examples per node and round.
   *
   * @param values at least one
   * @return this builder
   */
  public BrsgdSpaceBuilder batch(Integer... values) {
    return batch(oneOf("batch", List.of(values)));
  }

  /**
   * Examples per node and round.
   *
   * @param space of values of at least 1
   * @return this builder
   */
  public BrsgdSpaceBuilder batch(ParameterSpace<Integer> space) {
    batch = space;
    return this;
  }

  /**
   * The attack as something that varies between candidates, to see how the score depends on it;
   * unless set each candidate meets all attacks of the plan, which is what a choice should be based
   * on.
   *
   * @param space of texts
   * @return this builder
   */
  public BrsgdSpaceBuilder attack(ParameterSpace<String> space) {
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

  /** Arbiter's grid gives a choice of one no place among its parameters; a fixed value has none. */
  private static <T> ParameterSpace<T> oneOf(String name, Collection<T> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("BrsgdSpace: " + name + ": need at least one value");
    }
    return values.size() == 1
        ? new FixedValue<>(values.iterator().next())
        : new DiscreteParameterSpace<>(values);
  }
}
