package io.github.brsgd.attack;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the adversary notes from round to round: arrays by name.
 *
 * <p>An attack is a value without state; a run that uses one creates one memory and hands it in
 * with every round. Not for several threads at once, as rounds follow one another.
 *
 * @since 0.1
 */
public final class AttackMemory {

  private final Map<String, INDArray> arrays = new TreeMap<>();

  /** An empty memory. */
  public AttackMemory() {}

  /**
   * What was noted under a name.
   *
   * @param name a name, best begun with that of the attack
   * @return the array itself, or empty
   */
  public Optional<INDArray> get(String name) {
    return Optional.ofNullable(arrays.get(name));
  }

  /**
   * Notes an array in place of what had the name.
   *
   * @param name a name, best begun with that of the attack
   * @param array kept, not copied
   */
  public void put(String name, INDArray array) {
    arrays.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(array, "array"));
  }

  /**
   * All names, for saving a run.
   *
   * @return the names in order; a copy
   */
  public Set<String> names() {
    return new TreeSet<>(arrays.keySet());
  }
}
