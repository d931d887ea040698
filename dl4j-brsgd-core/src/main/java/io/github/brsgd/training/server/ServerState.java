package io.github.brsgd.training.server;

import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All that a server remembers between two rounds. A server with the same settings and a network of
 * the same configuration that takes it over goes on bit for bit.
 *
 * @param iteration k of the next round
 * @param epoch completed epochs
 * @param parameters w_k, 1 x d
 * @param updater the updater's state, such as momenta; empty if it has none
 * @param previous the aggregate of the last round that took a step, as the rule sees it, 1 x d
 * @param sampled the iterate drawn so far, where one is
 * @param excluded nodes whose rows are no longer taken, in the order of their exclusion
 * @since 0.2
 */
public record ServerState(
    int iteration,
    int epoch,
    INDArray parameters,
    Optional<INDArray> updater,
    Optional<INDArray> previous,
    Optional<SampledIterate> sampled,
    List<Exclusion> excluded)
    implements AutoCloseable {

  private static final String KIND = "server";
  private static final int VERSION = 2;

  /** Checks that all parts are there and the counts possible. */
  public ServerState {
    Objects.requireNonNull(parameters, "parameters");
    Objects.requireNonNull(updater, "updater");
    Objects.requireNonNull(previous, "previous");
    Objects.requireNonNull(sampled, "sampled");
    excluded = List.copyOf(excluded);
    if (iteration < 0 || epoch < 0) {
      throw new IllegalArgumentException(
          "ServerState: need counts >= 0, got iteration=" + iteration + ", epoch=" + epoch);
    }
  }

  /**
   * Writes the state.
   *
   * @param target where to; not closed
   * @throws IOException if it cannot be written
   */
  public void write(OutputStream target) throws IOException {
    StateWriter out = new StateWriter(target, KIND, VERSION);
    out.integer(iteration);
    out.integer(epoch);
    out.array(parameters);
    out.optionalArray(updater);
    out.optionalArray(previous);
    out.optionalArray(sampled.map(SampledIterate::parameters));
    if (sampled.isPresent()) {
      SampledIterate drawn = sampled.get();
      out.integer(drawn.round());
      out.integer(drawn.offered());
      out.real(drawn.totalWeight());
      out.real(drawn.lastWeight());
      out.real(drawn.lastStep());
    }
    out.integer(excluded.size());
    for (Exclusion exclusion : excluded) {
      out.integer(exclusion.node());
      out.integer(exclusion.round());
      out.text(exclusion.reason());
    }
    out.end();
  }

  /**
   * Frees all arrays; they lie off the heap, where the collector does not see how large they are.
   */
  @Override
  public void close() {
    Stream.of(Optional.of(parameters), updater, previous, sampled.map(SampledIterate::parameters))
        .flatMap(Optional::stream)
        .filter(INDArray::closeable)
        .forEach(INDArray::close);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param source where from; not closed, and not read further
   * @return the state
   * @throws IOException if it cannot be read or is damaged
   */
  public static ServerState read(InputStream source) throws IOException {
    StateReader in = new StateReader(source, KIND, VERSION);
    int iteration = in.integer();
    int epoch = in.integer();
    INDArray parameters = in.array();
    Optional<INDArray> updater = in.optionalArray();
    Optional<INDArray> previous = in.optionalArray();
    Optional<INDArray> drawn = in.optionalArray();
    int round = drawn.isPresent() ? in.integer() : 0;
    int offered = drawn.isPresent() ? in.integer() : 0;
    double[] weights = new double[drawn.isPresent() ? 3 : 0];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = in.real();
    }
    List<Exclusion> excluded = new ArrayList<>();
    for (int left = in.integer(); left > 0; left--) {
      int node = in.integer();
      int last = in.integer();
      excluded.add(new Exclusion(node, last, in.text()));
    }
    in.end();
    Optional<SampledIterate> sampled =
        drawn.map(
            iterate ->
                new SampledIterate(round, iterate, offered, weights[0], weights[1], weights[2]));
    return new ServerState(iteration, epoch, parameters, updater, previous, sampled, excluded);
  }
}
