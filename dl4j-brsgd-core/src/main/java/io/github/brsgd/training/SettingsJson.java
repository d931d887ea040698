package io.github.brsgd.training;

import io.github.brsgd.attack.AttackerSelection;
import io.github.brsgd.attack.ChangingAttackers;
import io.github.brsgd.attack.FixedAttackers;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.theory.IterateWeights;
import io.github.brsgd.training.node.Gradient;
import io.github.brsgd.training.server.FailedRound;
import io.github.brsgd.training.server.Quarantine;
import io.github.brsgd.training.server.ServerSettings;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.conf.serde.JsonMappers;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.BooleanNode;
import org.nd4j.shade.jackson.databind.node.IntNode;
import org.nd4j.shade.jackson.databind.node.LongNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import org.nd4j.shade.jackson.databind.node.TextNode;

/**
 * Settings as JSON: rules and attacks by the texts of the catalogue, schedules in Deeplearning4j's
 * own form. What is as it would be unless set is left out.
 */
final class SettingsJson {

  private static final Pattern CHANGING = Pattern.compile("changing:seed=(-?\\d{1,19})");

  private static final Catalog CATALOG = Catalog.standard();

  private static final List<Field> FIELDS =
      List.of(
          new Field(
              "nodes",
              settings -> number(settings.nodes()),
              (builder, value) -> builder.nodes(integer("nodes", value))),
          new Field(
              "byzantine",
              settings -> number(settings.server().byzantine()),
              (builder, value) -> builder.byzantine(integer("byzantine", value))),
          new Field(
              "rule",
              settings -> text(CATALOG.text(settings.server().rule())),
              (builder, value) -> builder.rule(CATALOG.rule(text("rule", value)))),
          new Field(
              "statisticsRule",
              settings -> text(CATALOG.text(settings.server().statisticsRule())),
              (builder, value) ->
                  builder.statisticsRule(CATALOG.rule(text("statisticsRule", value)))),
          new Field(
              "attack",
              settings -> settings.adversary().attack().flatMap(a -> text(CATALOG.text(a))),
              (builder, value) -> builder.attack(CATALOG.attack(text("attack", value)))),
          new Field(
              "poisoning",
              settings -> settings.adversary().poisoning().flatMap(p -> text(CATALOG.text(p))),
              (builder, value) -> builder.poisoning(CATALOG.poisoning(text("poisoning", value)))),
          new Field(
              "attackers",
              settings -> Optional.of(settings.adversary().attackers()).flatMap(SettingsJson::some),
              (builder, value) -> builder.attackers(integer("attackers", value))),
          new Field(
              "attackerSelection",
              settings -> selection(settings.adversary().selection()),
              (builder, value) ->
                  builder.attackerSelection(selection(text("attackerSelection", value)))),
          new Field(
              "nodeUpdate",
              settings ->
                  settings.update().equals(new Gradient())
                      ? Optional.empty()
                      : text(CATALOG.text(settings.update())),
              (builder, value) ->
                  builder.nodeUpdate(CATALOG.nodeUpdate(text("nodeUpdate", value)))),
          new Field(
              "participation",
              settings -> ParticipationJson.write(settings.participation()),
              (builder, value) -> builder.participation(ParticipationJson.read(value))),
          new Field(
              "schedule",
              settings -> settings.schedule().map(SettingsJson::schedule),
              (builder, value) -> builder.schedule(schedule(value))),
          new Field(
              "rounds",
              settings -> length(settings, RunLength.Unit.ROUNDS),
              (builder, value) -> builder.rounds(integer("rounds", value))),
          new Field(
              "epochs",
              settings -> length(settings, RunLength.Unit.EPOCHS),
              (builder, value) -> builder.epochs(integer("epochs", value))),
          new Field(
              "batchSize",
              settings ->
                  settings.data().batchSize().stream()
                      .boxed()
                      .findFirst()
                      .flatMap(SettingsJson::some),
              (builder, value) -> builder.batchSize(integer("batchSize", value))),
          new Field(
              "partitioner",
              settings ->
                  settings.data().partitioner().equals(DataSettings.DEFAULT.partitioner())
                      ? Optional.empty()
                      : text(CATALOG.text(settings.data().partitioner())),
              (builder, value) ->
                  builder.partitioner(CATALOG.partitioner(text("partitioner", value)))),
          new Field(
              "shuffle",
              settings -> flag(settings.data().shuffle(), true),
              (builder, value) -> builder.shuffle(flag("shuffle", value))),
          new Field(
              "streaming",
              settings -> flag(settings.data().streaming(), false),
              (builder, value) -> {
                if (flag("streaming", value)) {
                  builder.streaming();
                }
              }),
          new Field(
              "workers",
              settings ->
                  settings.workers() == Runtime.getRuntime().availableProcessors()
                      ? Optional.empty()
                      : number(settings.workers()),
              (builder, value) -> builder.workers(integer("workers", value))),
          new Field(
              "fastLayers",
              settings -> flag(settings.fastLayers(), false),
              (builder, value) -> {
                if (flag("fastLayers", value)) {
                  builder.fastLayers();
                }
              }),
          new Field(
              "seed",
              settings -> Optional.of(LongNode.valueOf(settings.seed())),
              (builder, value) -> builder.seed(whole("seed", value))),
          new Field(
              "onFailedRound",
              settings ->
                  settings.server().onFailedRound() == FailedRound.THROW
                      ? Optional.empty()
                      : text(word(settings.server().onFailedRound())),
              (builder, value) -> builder.onFailedRound(policy(text("onFailedRound", value)))),
          new Field(
              "quarantine",
              settings -> settings.watchers().quarantine().map(SettingsJson::quarantine),
              (builder, value) -> {
                throw new IllegalArgumentException("JSON: quarantine: cannot be read from text");
              }),
          new Field(
              "iterateWeights",
              settings -> settings.server().sampling().map(SettingsJson::product),
              (builder, value) ->
                  builder.sampleIterate(new IterateWeights(real("iterateWeights", value)))));

  /** Settings that decide how long a run takes, not what it computes. */
  private static final Set<String> NO_TERMS = Set.of("rounds", "epochs", "workers");

  /** One setting, where it is written and read. */
  private record Field(
      String name,
      Function<RunSettings, Optional<? extends JsonNode>> write,
      BiConsumer<BrsgdTrainingMasterBuilder, JsonNode> read) {}

  private SettingsJson() {}

  static String write(RunSettings settings) {
    ObjectNode json = mapper().createObjectNode();
    for (Field field : FIELDS) {
      field.write().apply(settings).ifPresent(value -> json.set(field.name(), value));
    }
    return json.toPrettyString();
  }

  /** Settings that decide the bits of a run, by name. */
  static Map<String, String> terms(RunSettings settings) {
    Map<String, String> terms = new TreeMap<>();
    for (Field field : FIELDS) {
      if (!NO_TERMS.contains(field.name())) {
        try {
          field.write().apply(settings).ifPresent(v -> terms.put(field.name(), v.toString()));
        } catch (IllegalArgumentException e) {
          // A rule or an attack of a user's own, of which no more is known.
          terms.put(field.name(), "not of the catalogue");
        }
      }
    }
    return terms;
  }

  static BrsgdTrainingMasterBuilder read(String json) {
    JsonNode tree;
    try {
      tree =
          new ObjectMapper()
              .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
              .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("JSON: " + e.getOriginalMessage(), e);
    }
    if (tree == null || !tree.isObject()) {
      throw new IllegalArgumentException("JSON: need an object with settings");
    }
    BrsgdTrainingMasterBuilder builder = new BrsgdTrainingMasterBuilder();
    for (Iterator<Map.Entry<String, JsonNode>> each = tree.fields(); each.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = each.next();
      FIELDS.stream()
          .filter(field -> field.name().equals(entry.getKey()))
          .findFirst()
          .orElseThrow(() -> unknown(entry.getKey()))
          .read()
          .accept(builder, entry.getValue());
    }
    return builder;
  }

  private static IllegalArgumentException unknown(String key) {
    return new IllegalArgumentException(
        "JSON: unknown setting '"
            + key
            + "', known are "
            + String.join(", ", FIELDS.stream().map(Field::name).toList()));
  }

  private static ObjectMapper mapper() {
    return JsonMappers.getMapper();
  }

  private static Optional<JsonNode> number(int value) {
    return Optional.of(IntNode.valueOf(value));
  }

  private static Optional<JsonNode> some(int value) {
    return value == 0 ? Optional.empty() : number(value);
  }

  private static Optional<JsonNode> text(String value) {
    return Optional.of(TextNode.valueOf(value));
  }

  private static Optional<JsonNode> flag(boolean value, boolean unlessSet) {
    return value == unlessSet ? Optional.empty() : Optional.of(BooleanNode.valueOf(value));
  }

  private static Optional<JsonNode> length(RunSettings settings, RunLength.Unit unit) {
    return settings
        .length()
        .filter(length -> length.unit() == unit)
        .flatMap(length -> number(length.count()));
  }

  private static Optional<JsonNode> selection(AttackerSelection selection) {
    if (selection instanceof FixedAttackers) {
      return Optional.empty();
    }
    if (selection instanceof ChangingAttackers changing) {
      return text("changing:seed=" + changing.seed());
    }
    throw new IllegalArgumentException(
        "attackerSelection: " + selection.getClass().getName() + " cannot be written as text");
  }

  private static AttackerSelection selection(String text) {
    Matcher changing = CHANGING.matcher(text);
    if (changing.matches()) {
      return new ChangingAttackers(Long.parseLong(changing.group(1)));
    }
    if (text.equals("fixed")) {
      return new FixedAttackers();
    }
    throw new IllegalArgumentException(
        "JSON: attackerSelection: need fixed or changing:seed=N, got '" + text + "'");
  }

  private static JsonNode quarantine(Quarantine judge) {
    throw new IllegalArgumentException(
        "quarantine: " + judge.getClass().getName() + " cannot be written as text");
  }

  private static JsonNode product(ServerSettings.Sampling sampling) {
    if (sampling.earlier().isPresent()) {
      throw new IllegalArgumentException(
          "sampleIterate: the iterate of an earlier run cannot be written as text");
    }
    return mapper().getNodeFactory().numberNode(sampling.weights().product());
  }

  private static JsonNode schedule(ISchedule steps) {
    JsonNode written = mapper().valueToTree(steps);
    try {
      schedule(written);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "schedule: " + steps.getClass().getName() + " cannot be written as text", e);
    }
    return written;
  }

  /** Deeplearning4j's mapper takes what it does not know and leaves out what is missing. */
  private static ISchedule schedule(JsonNode value) {
    checked("schedule", value, value.isObject(), "an object");
    ISchedule steps;
    try {
      steps = mapper().treeToValue(value, ISchedule.class);
    } catch (IOException e) {
      throw new IllegalArgumentException("JSON: schedule: " + e.getMessage(), e);
    }
    Set<String> needed = names(mapper().valueToTree(steps));
    if (!needed.equals(names(value))) {
      throw new IllegalArgumentException(
          "JSON: schedule: need " + needed + ", got " + names(value));
    }
    return steps;
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String word(FailedRound policy) {
    return policy.name().toLowerCase(Locale.ROOT);
  }

  private static FailedRound policy(String text) {
    for (FailedRound policy : FailedRound.values()) {
      if (word(policy).equals(text)) {
        return policy;
      }
    }
    throw new IllegalArgumentException(
        "JSON: onFailedRound: need throw or skip, got '" + text + "'");
  }

  static int integer(String name, JsonNode value) {
    return (int) checked(name, value, value.isInt(), "a whole number").longValue();
  }

  private static long whole(String name, JsonNode value) {
    return checked(name, value, value.isInt() || value.isLong(), "a whole number").longValue();
  }

  static double real(String name, JsonNode value) {
    return checked(name, value, value.isNumber(), "a number").doubleValue();
  }

  private static String text(String name, JsonNode value) {
    return checked(name, value, value.isTextual(), "a text").textValue();
  }

  static boolean flag(String name, JsonNode value) {
    return checked(name, value, value.isBoolean(), "true or false").booleanValue();
  }

  static JsonNode checked(String name, JsonNode value, boolean right, String what) {
    if (!right) {
      throw new IllegalArgumentException("JSON: " + name + ": need " + what + ", got " + value);
    }
    return value;
  }
}
