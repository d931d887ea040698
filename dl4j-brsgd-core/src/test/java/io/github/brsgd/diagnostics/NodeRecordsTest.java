package io.github.brsgd.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class NodeRecordsTest {

  private static final double NAN = Double.NaN;
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private static NodeRecord record(int round, int node, double weight, boolean suspected) {
    return new NodeRecord(
        round,
        node,
        false,
        OptionalDouble.of(weight),
        OptionalDouble.empty(),
        1.0 / 3,
        -0.0,
        -1,
        INFINITE,
        5,
        suspected);
  }

  private static final NodeRecord SCREENED =
      new NodeRecord(
          1,
          2,
          true,
          OptionalDouble.empty(),
          OptionalDouble.of(0),
          NAN,
          NAN,
          NAN,
          NAN,
          INFINITE,
          true);

  private static StateReader saved(NodeRecords records) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes, "test", 1);
    records.save(out);
    out.end();
    return new StateReader(new ByteArrayInputStream(bytes.toByteArray()), "test", 1);
  }

  @Test
  void everyBitGoesOnAndWhatWasThereBeforeDoesNot() throws IOException {
    List<NodeRecord> all = List.of(record(0, 1, 0.1, false), record(1, 0, NAN, true), SCREENED);
    NodeRecords kept = new NodeRecords();
    all.forEach(kept);
    NodeRecords other = new NodeRecords();
    other.accept(record(7, 7, 0.7, true));
    StateReader state = saved(kept);
    other.load(state);
    state.end();
    assertThat(other.all()).isEqualTo(all);
    other.accept(record(2, 0, 0.2, false));
    assertThat(other.all()).hasSize(4);
  }

  @Test
  void noneAreNone() throws IOException {
    NodeRecords other = new NodeRecords();
    other.accept(SCREENED);
    StateReader state = saved(new NodeRecords());
    other.load(state);
    state.end();
    assertThat(other.all()).isEmpty();
  }
}
