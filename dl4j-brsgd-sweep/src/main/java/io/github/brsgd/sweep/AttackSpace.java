package io.github.brsgd.sweep;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.attack.Direction;
import io.github.brsgd.attack.Knowledge;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.deeplearning4j.arbiter.optimize.api.AbstractParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.util.LeafUtils;

/**
 * What an adversary can choose of, as an Arbiter space: an attack, its parameters, and whether
 * other nodes attack in each round.
 *
 * <table>
 * <caption>Attacks by what the adversary knows; those of a row below serve the rows above too</caption>
 * <tr><th>Knowledge</th><th>Attacks</th></tr>
 * <tr><td>full</td><td>omniscient (scale 0.01 to 1e6, log), one-coordinate, mimic</td></tr>
 * <tr><td>partial</td><td>alie (z 0.1 to 5), ipm (tau 0.1 to 100, log), min-max and min-sum
 *     (direction), fang-krum, fang-trim (b 1.1 to 100, log), rop (theta 0 to 180 degrees, z 0.1 to
 *     1000, log)</td></tr>
 * <tr><td>none</td><td>gaussian (sigma 0.01 to 1000, log), sign-flip of the own row (scale 0.1 to
 *     100, log)</td></tr>
 * </table>
 *
 * <p>The honest mean turned around, sign-flip with full or partial knowledge, is ipm with tau =
 * scale and therefore not there twice. Numbers have three digits, so that an attack's text is all
 * of it.
 *
 * @since 0.2
 */
public final class AttackSpace extends AbstractParameterSpace<AttackChoice> {

  private static final MathContext DIGITS = new MathContext(3);
  private static final double MIDDLE = 0.5;

  private final List<Family> families;
  private final ParameterSpace<Integer> family;
  private final ParameterSpace<Boolean> changing;

  /** An attack with the keys that are searched, and those that are the same in all its texts. */
  private record Family(
      String id, Map<String, ParameterSpace<?>> searched, Map<String, String> fixed) {

    String text(double[] values) {
      MemberText text = new MemberText(id);
      searched.forEach((key, space) -> text.with(key, written(space.getValue(values))));
      fixed.forEach(text::with);
      return text.toString();
    }

    private static Object written(Object value) {
      return value instanceof Double number
          ? new BigDecimal(number).round(DIGITS).doubleValue()
          : value;
    }
  }

  private AttackSpace(List<Family> families, ParameterSpace<Boolean> changing) {
    this.families = families;
    this.changing = changing;
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < families.size(); i++) {
      indices.add(i);
    }
    this.family = indices.size() == 1 ? new FixedValue<>(0) : new DiscreteParameterSpace<>(indices);
  }

  /**
   * The attacks that an adversary who knows so much can choose.
   *
   * @param knowledge of the adversary; attacks that need less are among them
   * @param serves asked once for each attack, with a text of it, whether it can be run at all
   * @return the space of those that can
   * @throws IllegalArgumentException if none can be run
   */
  public static AttackSpace of(Knowledge knowledge, Predicate<String> serves) {
    return new AttackSpace(serving(knowledge, serves), new DiscreteParameterSpace<>(false, true));
  }

  /**
   * The same, where the same nodes attack in each round.
   *
   * @param knowledge of the adversary; attacks that need less are among them
   * @param serves asked once for each attack, with a text of it, whether it can be run at all
   * @return the space of those that can
   * @throws IllegalArgumentException if none can be run
   */
  public static AttackSpace ofSameNodes(Knowledge knowledge, Predicate<String> serves) {
    return new AttackSpace(serving(knowledge, serves), new FixedValue<>(false));
  }

  private static List<Family> serving(Knowledge knowledge, Predicate<String> serves) {
    List<Family> serving = new ArrayList<>();
    for (Family candidate : families(knowledge)) {
      if (serves.test(new AttackSpace(List.of(candidate), new FixedValue<>(false)).middle())) {
        serving.add(candidate);
      }
    }
    if (serving.isEmpty()) {
      throw new IllegalArgumentException(
          "AttackSpace: none of the attacks that need at most knowledge="
              + word(knowledge)
              + " can be run");
    }
    return List.copyOf(serving);
  }

  private static List<Family> families(Knowledge knowledge) {
    List<Family> all = new ArrayList<>();
    switch (Objects.requireNonNull(knowledge, "knowledge")) {
      case FULL -> {
        all.addAll(ofRows(Map.of()));
        all.add(new Family("omniscient", Map.of("scale", log(0.01, 1e6)), Map.of()));
        all.add(new Family("one-coordinate", Map.of(), Map.of()));
        all.add(new Family("mimic", Map.of(), Map.of()));
      }
      case PARTIAL -> all.addAll(ofRows(Map.of("knowledge", word(knowledge))));
      case NONE -> {
        // What needs no knowledge serves everybody.
      }
    }
    all.add(new Family("gaussian", Map.of("sigma", log(0.01, 1000)), Map.of()));
    all.add(new Family("sign-flip", Map.of("scale", log(0.1, 100)), Map.of("own", "true")));
    return all;
  }

  /** Those that read rows: of all honest nodes, or of the Byzantine nodes if those are known. */
  private static List<Family> ofRows(Map<String, String> level) {
    return List.of(
        new Family("alie", Map.of("z", new ContinuousParameterSpace(0.1, 5)), level),
        new Family("ipm", Map.of("tau", log(0.1, 100)), level),
        new Family("min-max", Map.of("direction", directions()), level),
        new Family("min-sum", Map.of("direction", directions()), level),
        new Family("fang-krum", Map.of(), level),
        new Family("fang-trim", Map.of("b", log(1.1, 100)), level),
        new Family("rop", ofRop(), level));
  }

  private static Map<String, ParameterSpace<?>> ofRop() {
    Map<String, ParameterSpace<?>> keys = new LinkedHashMap<>();
    keys.put("theta", new ContinuousParameterSpace(0, 180));
    keys.put("z", log(0.1, 1000));
    return keys;
  }

  private static ParameterSpace<String> directions() {
    return new DiscreteParameterSpace<>(
        Arrays.stream(Direction.values()).map(AttackSpace::word).toList());
  }

  private static ParameterSpace<Double> log(double from, double to) {
    return new ContinuousParameterSpace(new LogUniformDistribution(from, to));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** The text in the middle of the space. */
  private String middle() {
    int next = 0;
    for (ParameterSpace<?> leaf : LeafUtils.getUniqueObjects(collectLeaves())) {
      if (leaf.numParameters() > 0) {
        leaf.setIndices(next++);
      }
    }
    double[] values = new double[next];
    Arrays.fill(values, MIDDLE);
    return getValue(values).attack();
  }

  @Override
  public AttackChoice getValue(double[] values) {
    return new AttackChoice(
        families.get(family.getValue(values)).text(values), changing.getValue(values));
  }

  @Override
  public int numParameters() {
    return LeafUtils.countUniqueParameters(collectLeaves());
  }

  @Override
  @SuppressWarnings("rawtypes")
  public List<ParameterSpace> collectLeaves() {
    List<ParameterSpace> leaves = new ArrayList<>(List.of(family, changing));
    families.forEach(member -> leaves.addAll(member.searched().values()));
    return leaves;
  }

  @Override
  public boolean isLeaf() {
    return false;
  }

  @Override
  public void setIndices(int... indices) {
    throw new UnsupportedOperationException("AttackSpace: indices belong to its leaves");
  }

  @Override
  public String toString() {
    return "AttackSpace(" + String.join(", ", families.stream().map(Family::id).toList()) + ")";
  }
}
