package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.experiment.ExperimentConfig;
import io.github.brsgd.cli.experiment.SuspicionChoice;
import io.github.brsgd.training.server.FailedRound;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings of a run as people read them, the seed left out. */
final class Settings {

  static final String RULE = "rule";
  static final String ATTACK = "attack";
  static final String ATTACKERS = "attackers";
  static final String FAILED_ROUND = "failed round";

  private Settings() {}

  /** Names and values, in the order in which people ask for them. */
  static Map<String, String> of(ExperimentConfig config) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(RULE, config.defence().rule());
    settings.put("q", String.valueOf(config.defence().byzantine()));
    settings.put(
        ATTACK, config.adversary().attack().isEmpty() ? "none" : config.adversary().attack());
    settings.put(ATTACKERS, String.valueOf(config.adversary().attackers()));
    settings.put("attackers change", config.adversary().changing() ? "every round" : "never");
    settings.put("nodes", String.valueOf(config.schedule().nodes()));
    settings.put("batch", String.valueOf(config.schedule().batch()));
    settings.put("rounds", String.valueOf(config.schedule().rounds()));
    settings.put("alpha_0", String.valueOf(config.schedule().alpha0()));
    settings.put("p", String.valueOf(config.schedule().p()));
    settings.put("data", config.data().dataset());
    settings.put(
        "training images",
        config.data().examples() == 0 ? "all" : "the first " + config.data().examples());
    settings.put("split over the nodes", config.data().partition());
    settings.put("normalised", config.data().normalise() ? "yes" : "no");
    settings.put(
        "network",
        config.network().from().isEmpty() ? config.network().model() : config.network().from());
    settings.put("layers", config.network().fastLayers() ? "fast" : "stock");
    settings.put(FAILED_ROUND, words(config.defence().onFailedRound()));
    settings.put("evaluated", "every " + config.schedule().evaluateEvery() + " rounds");
    if (config.iterate().drawn()) {
      settings.put("iterate drawn", "L A' = " + config.iterate().product());
    }
    if (config.suspicion() == SuspicionChoice.QUARANTINE) {
      settings.put("suspected nodes", "excluded");
    }
    return settings;
  }

  /** What becomes of a round that fails. */
  static String words(FailedRound onFailedRound) {
    return onFailedRound == FailedRound.THROW ? "ends the run" : "skipped";
  }

  /** The names whose values are not the same everywhere. */
  static List<String> differing(List<Map<String, String>> all) {
    List<String> names = new ArrayList<>();
    for (Map<String, String> settings : all) {
      for (String name : settings.keySet()) {
        String value = settings.get(name);
        if (!names.contains(name) && !all.stream().allMatch(s -> value.equals(s.get(name)))) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
