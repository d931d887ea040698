package io.github.brsgd.training;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** {@link Participation} as a JSON object that has what differs from all nodes' answering. */
final class ParticipationJson {

  private static final String DRAWN = "drawn";
  private static final String BYZANTINE = "byzantineInAll";
  private static final String DROP_OUT = "dropOut";
  private static final String LATE = "late";
  private static final String CACHED = "cached";
  private static final List<String> KEYS = List.of(DRAWN, BYZANTINE, DROP_OUT, LATE, CACHED);

  private ParticipationJson() {}

  static Optional<JsonNode> write(Participation participation) {
    if (participation.equals(Participation.ALL)) {
      return Optional.empty();
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    participation.drawn().ifPresent(drawn -> json.put(DRAWN, drawn));
    participation.byzantineInAll().ifPresent(byzantine -> json.put(BYZANTINE, byzantine));
    if (participation.dropOut() > 0) {
      json.put(DROP_OUT, participation.dropOut());
    }
    if (participation.late() > 0) {
      json.put(LATE, participation.late());
    }
    if (participation.cached()) {
      json.put(CACHED, true);
    }
    return Optional.of(json);
  }

  static Participation read(JsonNode json) {
    SettingsJson.checked("participation", json, json.isObject(), "an object");
    for (Iterator<String> keys = json.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "JSON: participation: unknown key '" + key + "', known are " + String.join(", ", KEYS));
      }
    }
    return new Participation(
        number(json, DRAWN),
        number(json, BYZANTINE),
        probability(json, DROP_OUT),
        probability(json, LATE),
        json.has(CACHED) && SettingsJson.flag("participation: " + CACHED, json.get(CACHED)));
  }

  private static OptionalInt number(JsonNode json, String key) {
    return json.has(key)
        ? OptionalInt.of(SettingsJson.integer("participation: " + key, json.get(key)))
        : OptionalInt.empty();
  }

  private static double probability(JsonNode json, String key) {
    return json.has(key) ? SettingsJson.real("participation: " + key, json.get(key)) : 0;
  }
}
