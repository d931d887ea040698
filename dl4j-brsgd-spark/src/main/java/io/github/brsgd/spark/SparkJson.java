package io.github.brsgd.spark;

import io.github.brsgd.training.BrsgdTrainingMaster;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import org.nd4j.shade.jackson.dataformat.yaml.YAMLFactory;

/** The settings as text: those of the training, which that writes itself, and those of Spark. */
final class SparkJson {

  private static final String TRAINING = "training";
  private static final String TRANSPORT = "transport";
  private static final String PARTITIONS = "partitions";
  private static final String DEADLINE = "deadline";

  private final ObjectMapper mapper;

  private SparkJson(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  static SparkJson json() {
    return new SparkJson(strict(new ObjectMapper()));
  }

  static SparkJson yaml() {
    return new SparkJson(strict(new ObjectMapper(new YAMLFactory())));
  }

  /** Nothing twice, and nothing behind the settings. */
  private static ObjectMapper strict(ObjectMapper mapper) {
    return mapper
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  String write(BrsgdTrainingMaster training, SparkSettings settings) {
    try {
      ObjectNode root = mapper.createObjectNode();
      root.set(TRAINING, new ObjectMapper().readTree(training.toJson()));
      settings.partitions().ifPresent(count -> root.put(PARTITIONS, count));
      root.put(TRANSPORT, settings.transport().name());
      settings.deadline().ifPresent(time -> root.put(DEADLINE, time.toString()));
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  SparkBrsgdTrainingMaster read(String text) {
    try {
      JsonNode root = mapper.readTree(text);
      if (root == null || !root.isObject() || !root.has(TRAINING)) {
        throw new IllegalArgumentException("settings: need an object with " + TRAINING);
      }
      Set<String> unknown = new TreeSet<>();
      root.fieldNames().forEachRemaining(unknown::add);
      unknown.removeAll(Set.of(TRAINING, TRANSPORT, PARTITIONS, DEADLINE));
      if (!unknown.isEmpty()) {
        throw new IllegalArgumentException("settings: unknown " + unknown);
      }
      return new SparkBrsgdTrainingMaster(
          BrsgdTrainingMaster.fromJson(root.get(TRAINING).toString()),
          new SparkSettings(partitions(root), deadline(root), transport(root)));
    } catch (IOException e) {
      throw new IllegalArgumentException("settings: " + e.getMessage(), e);
    }
  }

  private static Transport transport(JsonNode root) {
    String name = root.path(TRANSPORT).asText();
    return Arrays.stream(Transport.values())
        .filter(transport -> transport.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    TRANSPORT
                        + ": need one of "
                        + Arrays.toString(Transport.values())
                        + ", got "
                        + root.path(TRANSPORT)));
  }

  private static OptionalInt partitions(JsonNode root) {
    if (!root.has(PARTITIONS)) {
      return OptionalInt.empty();
    }
    if (!root.get(PARTITIONS).isInt()) {
      throw new IllegalArgumentException(
          PARTITIONS + ": need a number, got " + root.get(PARTITIONS));
    }
    return OptionalInt.of(root.get(PARTITIONS).intValue());
  }

  private static Optional<Duration> deadline(JsonNode root) {
    try {
      return root.has(DEADLINE)
          ? Optional.of(Duration.parse(root.get(DEADLINE).asText()))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          DEADLINE + ": need a time such as PT30S, got " + root.get(DEADLINE), e);
    }
  }
}
