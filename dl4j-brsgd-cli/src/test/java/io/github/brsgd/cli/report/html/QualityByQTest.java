package io.github.brsgd.cli.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QualityByQTest {

  @Test
  void findsTheQOfARule() {
    assertThat(QualityByQ.q("krum:q=3")).hasValue(3);
    assertThat(QualityByQ.q("bulyan:base=median,q=2")).hasValue(2);
    assertThat(QualityByQ.q("nnm:q=4+trimmed-mean:q=4")).hasValue(4);
    assertThat(QualityByQ.q("nnm:q=4+trimmed-mean:q=3")).isEmpty();
    assertThat(QualityByQ.q("median")).isEmpty();
    assertThat(QualityByQ.q("x:qq=3")).isEmpty();
  }

  @Test
  void findsTheFamilyOfARule() {
    assertThat(QualityByQ.family("krum:q=3")).isEqualTo("krum");
    assertThat(QualityByQ.family("bulyan:base=median,q=2")).isEqualTo("bulyan:base=median");
    assertThat(QualityByQ.family("bulyan:q=2,base=median")).isEqualTo("bulyan:base=median");
    assertThat(QualityByQ.family("nnm:q=4+trimmed-mean:q=4")).isEqualTo("nnm+trimmed-mean");
  }
}
