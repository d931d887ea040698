package io.github.brsgd.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonTest {

  @Test
  void isTheMessageOrElseTheKind() {
    assertThat(Reason.of(new IllegalStateException("the disk is gone")))
        .isEqualTo("the disk is gone");
    assertThat(Reason.of(new UnsupportedOperationException()))
        .isEqualTo("java.lang.UnsupportedOperationException");
  }
}
