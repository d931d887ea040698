package io.github.brsgd.training;

import io.github.brsgd.files.Sha256;
import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * What decides the bits of a run, by name: settings, the network's configuration, the data. A run
 * goes on only under the terms that it began with; its length and its threads are none of them.
 */
final class RunTerms {

  private static final int DIGITS = 16;
  private static final String TRUSTED = "trustedData";

  private final SortedMap<String, String> terms;

  private RunTerms(SortedMap<String, String> terms) {
    this.terms = terms;
  }

  /** The terms of a run. */
  static RunTerms of(RunSettings settings, Model network, String data) {
    SortedMap<String, String> terms = new TreeMap<>(SettingsJson.terms(settings));
    terms.put("network", describe(network));
    terms.put("data", data);
    settings.trusted().ifPresent(own -> terms.put(TRUSTED, own.digest()));
    return new RunTerms(terms);
  }

  /** The network as it is configured; how far it is trained is no part of that. */
  private static String describe(Model network) {
    String json =
        network instanceof ComputationGraph graph
            ? graph.getConfiguration().toJson()
            : ((MultiLayerNetwork) network).getLayerWiseConfigurations().toJson();
    String untrained = json.replaceAll("\"(iterationCount|epochCount)\"\\s*:\\s*\\d+", "");
    return network.getClass().getSimpleName()
        + " of "
        + network.numParams()
        + " parameters, configuration "
        + Sha256.of(untrained).substring(0, DIGITS);
  }

  /**
   * Refuses to go on under other terms.
   *
   * @param before those of the run that is to go on
   * @throws IllegalArgumentException that names every difference
   */
  void requireSame(RunTerms before) {
    TreeSet<String> names = new TreeSet<>(terms.keySet());
    names.addAll(before.terms.keySet());
    names.removeIf(name -> value(name).equals(before.value(name)));
    if (!names.isEmpty()) {
      StringBuilder text = new StringBuilder("resume: the checkpoint is of another run:");
      for (String name : names) {
        text.append(' ')
            .append(name)
            .append(" was ")
            .append(before.value(name))
            .append(" and is ")
            .append(value(name))
            .append(';');
      }
      throw new IllegalArgumentException(text.substring(0, text.length() - 1));
    }
  }

  /** Whether the server has data of its own, and so remembers what a node does. */
  boolean haveTrusted() {
    return terms.containsKey(TRUSTED);
  }

  private String value(String name) {
    return terms.getOrDefault(name, "not set");
  }

  void write(StateWriter out) throws IOException {
    out.integer(terms.size());
    for (Map.Entry<String, String> term : terms.entrySet()) {
      out.text(term.getKey());
      out.text(term.getValue());
    }
  }

  static RunTerms read(StateReader in) throws IOException {
    SortedMap<String, String> terms = new TreeMap<>();
    for (int left = in.integer(); left > 0; left--) {
      String name = in.text();
      terms.put(name, in.text());
    }
    return new RunTerms(terms);
  }
}
