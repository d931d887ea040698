package io.github.brsgd.cli.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.brsgd.cli.experiment.ExperimentConfig;
import io.github.brsgd.cli.experiment.SuspicionChoice;
import io.github.brsgd.cli.report.svg.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs that differ by nothing but their seed.
 *
 * @param key its letter and colour
 * @param label what tells it from the other groups
 * @param settings what its runs have in common
 * @param runs by ascending seed, at least one
 */
record RunGroup(Key key, String label, Map<String, String> settings, List<RunFolder> runs) {

  /** What makes a group: the settings, and how often the same run was seen before. */
  private record Identity(JsonNode config, int occurrence) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the list. */
  RunGroup {
    runs = List.copyOf(runs);
  }

  /** Groups runs, in the order in which they are first met. */
  static List<RunGroup> of(List<RunFolder> runs) {
    Map<Identity, List<RunFolder>> groups = new LinkedHashMap<>();
    for (RunFolder run : runs) {
      JsonNode config = withoutSeed(run.record().configuration());
      int occurrence = 0;
      while (holds(groups.get(new Identity(config, occurrence)), run.seed())) {
        occurrence++;
      }
      groups.computeIfAbsent(new Identity(config, occurrence), k -> new ArrayList<>()).add(run);
    }
    List<Map<String, String>> settings =
        groups.values().stream()
            .map(members -> Settings.of(members.get(0).record().configuration()))
            .toList();
    List<String> differing = Settings.differing(settings);
    List<RunGroup> result = new ArrayList<>();
    groups.forEach(
        (identity, members) -> {
          int i = result.size();
          members.sort(Comparator.comparingLong(RunFolder::seed));
          String again = identity.occurrence() == 0 ? "" : ", again: " + members.get(0).folder();
          result.add(
              new RunGroup(
                  new Key(i), label(settings.get(i), differing) + again, settings.get(i), members));
        });
    return result;
  }

  private static boolean holds(List<RunFolder> group, long seed) {
    return group != null && group.stream().anyMatch(run -> run.seed() == seed);
  }

  /** All that decides the bits of a run, but for the seed; watching a run changes none of them. */
  private static JsonNode withoutSeed(ExperimentConfig config) {
    ObjectNode tree = JSON.valueToTree(config);
    tree.remove("observe");
    if (config.suspicion() != SuspicionChoice.QUARANTINE) {
      tree.remove("suspicion");
    }
    ((ObjectNode) tree.get("schedule")).remove("seed");
    return tree;
  }

  /** The rule, then what else differs; q only where the rule's text does not tell it. */
  private static String label(Map<String, String> settings, List<String> differing) {
    String rule = settings.get(Settings.RULE);
    return rule
        + differing.stream()
            .filter(name -> settings.containsKey(name) && !name.equals(Settings.RULE))
            .filter(name -> !name.equals("q") || (!rule.contains("q=") && !rule.equals("mean")))
            .map(
                name ->
                    name.equals(Settings.ATTACK)
                        ? settings.get(name)
                        : name + "=" + settings.get(name))
            .collect(Collectors.joining(", ", ", ", ""))
            .replaceAll(", $", "");
  }

  /** The last accuracies of the seeds that were evaluated. */
  double[] accuracies() {
    return runs.stream().mapToDouble(RunFolder::accuracy).filter(a -> !Double.isNaN(a)).toArray();
  }

  /** The attackers' number beside the number of nodes. */
  double attackerFraction() {
    ExperimentConfig config = runs.get(0).record().configuration();
    return (double) config.adversary().attackers() / config.schedule().nodes();
  }
}
