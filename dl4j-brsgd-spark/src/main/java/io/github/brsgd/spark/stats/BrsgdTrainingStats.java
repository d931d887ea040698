package io.github.brsgd.spark.stats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.deeplearning4j.spark.stats.BaseEventStats;
import org.deeplearning4j.spark.stats.EventStats;
import org.deeplearning4j.spark.stats.StatsUtils;

/**
 * How long the parts of each round took, as Deeplearning4j's plots and files have it. Grows by
 * three times a round, and by three more where late nodes are asked besides the others.
 *
 * @since 0.2
 */
public final class BrsgdTrainingStats implements SparkTrainingStats {

  private static final long serialVersionUID = 1;

  private final Map<RoundPart, List<EventStats>> events = new EnumMap<>(RoundPart.class);

  /** Nothing has been timed yet. */
  public BrsgdTrainingStats() {
    for (RoundPart part : RoundPart.values()) {
      events.put(part, new ArrayList<>());
    }
  }

  /**
   * Takes down a time.
   *
   * @param part of a round
   * @param start in milliseconds since 1970
   * @param duration in milliseconds
   */
  public synchronized void add(RoundPart part, long start, long duration) {
    events.get(part).add(new BaseEventStats(start, duration));
  }

  private static RoundPart part(String key) {
    try {
      return RoundPart.valueOf(key);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "key: need one of " + List.of(RoundPart.values()) + ", got " + key, e);
    }
  }

  @Override
  public Set<String> getKeySet() {
    Set<String> keys = new LinkedHashSet<>();
    events.keySet().forEach(part -> keys.add(part.name()));
    return keys;
  }

  @Override
  public synchronized List<EventStats> getValue(String key) {
    return Collections.unmodifiableList(new ArrayList<>(events.get(part(key))));
  }

  @Override
  public String getShortNameForKey(String key) {
    return part(key).label();
  }

  @Override
  public boolean defaultIncludeInPlots(String key) {
    return part(key) != RoundPart.DEAL;
  }

  @Override
  public synchronized void addOtherTrainingStats(SparkTrainingStats other) {
    if (!(other instanceof BrsgdTrainingStats own)) {
      throw new IllegalArgumentException(
          "other: need statistics of this kind, got "
              + (other == null ? "null" : other.getClass().getName()));
    }
    own.events.forEach((part, times) -> events.get(part).addAll(times));
  }

  @Override
  public SparkTrainingStats getNestedTrainingStats() {
    return null;
  }

  @Override
  public synchronized String statsAsString() {
    StringBuilder text = new StringBuilder();
    events.forEach(
        (part, times) ->
            text.append(String.format(DEFAULT_PRINT_FORMAT, part))
                .append(times.isEmpty() ? "-" : StatsUtils.getDurationAsString(times, ","))
                .append('\n'));
    return text.toString();
  }

  @Override
  public synchronized void exportStatFiles(String folder, SparkContext context) throws IOException {
    for (Map.Entry<RoundPart, List<EventStats>> each : events.entrySet()) {
      if (!each.getValue().isEmpty()) {
        StatsUtils.exportStats(
            each.getValue(), folder + "/" + each.getKey().label() + ".txt", ",", context);
      }
    }
  }
}
