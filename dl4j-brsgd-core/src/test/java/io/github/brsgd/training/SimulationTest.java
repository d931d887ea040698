package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.training.node.Workers;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;

/** What a run holds is given back however it ends. */
class SimulationTest {

  private final List<String> closed = new ArrayList<>();

  /** Throws whatever it is asked, its close too. */
  private <T> T failing(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              String what = type.getSimpleName() + " " + method.getName();
              if (method.getName().equals("close")) {
                closed.add(type.getSimpleName());
              }
              throw new IllegalStateException(what);
            }));
  }

  private void fit(boolean fastLayers) {
    BrsgdTrainingMasterBuilder builder =
        BrsgdTrainingMaster.builder().nodes(2).byzantine(0).rule(new Mean()).seed(1).rounds(1);
    if (fastLayers) {
      builder.fastLayers();
    }
    Model network = Networks.SGD.create();
    builder
        .build()
        .fit(
            network,
            (plan, trainable) -> failing(Workers.class),
            Optional.of((plan, trainable, workers) -> failing(Nodes.class)),
            () -> "none");
  }

  @Test
  void oneThatDoesNotCloseKeepsNoOtherOpen() {
    assertThatThrownBy(() -> fit(false)).hasMessageContaining("Workers kernels");
    assertThat(closed).containsExactly("Workers", "Nodes");
  }

  @Test
  void neitherDoesOneThatCannotBegin() {
    assertThatThrownBy(() -> fit(true)).hasMessageContaining("Workers useFastLayers");
    assertThat(closed).containsExactly("Workers", "Nodes");
  }
}
