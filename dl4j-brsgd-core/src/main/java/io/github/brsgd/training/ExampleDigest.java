package io.github.brsgd.training;

import io.github.brsgd.state.StateWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Tells examples from others. */
final class ExampleDigest {

  private ExampleDigest() {}

  /** Their number and a CRC-32 of all arrays. */
  static String of(DataSet examples) {
    CRC32 sum = new CRC32();
    try {
      StateWriter out =
          new StateWriter(
              new CheckedOutputStream(OutputStream.nullOutputStream(), sum), "examples", 1);
      for (INDArray array :
          new INDArray[] {
            examples.getFeatures(),
            examples.getLabels(),
            examples.getFeaturesMaskArray(),
            examples.getLabelsMaskArray()
          }) {
        if (array != null) {
          out.array(array);
        }
      }
      out.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return String.format(
        Locale.ROOT, "%d examples, CRC-32 %08x", examples.numExamples(), sum.getValue());
  }
}
